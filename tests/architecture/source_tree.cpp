// SPDX-License-Identifier: GPL-3.0-only
#include "tests/architecture/source_tree.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

bool isText(const QString &path)
{
    static const QStringList extensions {u"cpp"_s,  u"h"_s,    u"c"_s,  u"sql"_s, u"cmake"_s, u"txt"_s, u"md"_s,
                                         u"json"_s, u"yaml"_s, u"py"_s, u"sh"_s,  u"qss"_s,   u"in"_s};
    static const QStringList names {u"dev"_s, u".ci/run"_s, u"LICENSE"_s, u"sdk/LICENSE"_s};
    return extensions.contains(QFileInfo(path).suffix()) || names.contains(path);
}

void readFolder(const QDir &root, const QString &folder, SourceTree &tree)
{
    const QDir here(root.filePath(folder));
    const auto path = [&](const QString &name) { return folder.isEmpty() ? name : folder + u'/' + name; };
    for (const QString &name : here.entryList(QDir::Files | QDir::Hidden)) {
        QFile file(here.filePath(name));
        if (isText(path(name)) && file.open(QIODevice::ReadOnly))
            tree.insert(path(name), QString::fromUtf8(file.readAll()));
    }
    for (const QString &name : here.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden)) {
        const bool isHidden = name.startsWith(u'.') && path(name) != ".ci"_L1;
        const bool isBuilt = folder.isEmpty() && name.startsWith("build"_L1);
        if (!isHidden && !isBuilt)
            readFolder(root, path(name), tree);
    }
}

/// Only the line ends of `text`, so that what follows keeps its line number.
QString lineEndsOf(QStringView text) { return QString(text.count(u'\n'), u'\n'); }

} // namespace

SourceTree readSourceTree(const QString &root)
{
    SourceTree tree;
    readFolder(QDir(root), {}, tree);
    return tree;
}

bool isCpp(const QString &path) { return path.endsWith(".cpp"_L1) || path.endsWith(".h"_L1) || path.endsWith(".c"_L1); }

bool isSql(const QString &path) { return path.endsWith(".sql"_L1); }

bool isCMake(const QString &path) { return path.endsWith("CMakeLists.txt"_L1) || path.endsWith(".cmake"_L1); }

QString withoutCppComments(const QString &cpp)
{
    // Alternatives in this order, so that whatever begins first swallows the others: raw string, string, character, comments.
    static const QRegularExpression token(
        uR"re(R"([^()\\\s]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')re"
        uR"re(|(?<comment>//[^\n]*|/\*.*?\*/))re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString kept;
    qsizetype from = 0;
    for (auto matches = token.globalMatch(cpp); matches.hasNext();) {
        const auto match = matches.next();
        const auto comment = match.capturedView(u"comment");
        if (comment.isEmpty())
            continue;
        kept += QStringView(cpp).sliced(from, match.capturedStart() - from);
        kept += u' ' + lineEndsOf(comment);
        from = match.capturedEnd();
    }
    kept += QStringView(cpp).sliced(from);
    return kept;
}

QString withoutSqlComments(const QString &sql)
{
    static const QRegularExpression comment(u"^\\s*--.*$"_s, QRegularExpression::MultilineOption);
    QString kept = sql;
    return kept.replace(comment, QString());
}

QString faultAt(const QString &path, const QString &text, qsizetype position, const QString &what)
{
    return u"%1:%2: %3"_s.arg(path).arg(QStringView(text).first(position).count(u'\n') + 1).arg(what);
}

} // namespace conduit::test
