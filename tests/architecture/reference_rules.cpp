// SPDX-License-Identifier: GPL-3.0-only
#include "tests/architecture/house_rules.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

QString folderOf(const QString &path) { return path.first(path.lastIndexOf(u'/') + 1); }

/// The paths from the root that a CMake file mentions, whether it means them as files or not.
QSet<QString> pathsNamedIn(const QString &cmakePath, const QString &cmake)
{
    static const QRegularExpression comment(u"#[^\n]*"_s);
    static const QRegularExpression separator(u"[\\s()<>\";]+"_s);
    static const QRegularExpression rootVariable(uR"(^\$\{(PROJECT_SOURCE_DIR|CMAKE_SOURCE_DIR)\}/)"_s);
    static const QRegularExpression hereVariable(uR"(^\$\{CMAKE_CURRENT_SOURCE_DIR\}/)"_s);
    const QString here = cmakePath.endsWith(".cmake"_L1) ? QString() : folderOf(cmakePath);
    QSet<QString> paths;
    for (QString token : QString(cmake).remove(comment).split(separator, Qt::SkipEmptyParts)) {
        const bool isFromRoot = token.contains(rootVariable);
        token.remove(rootVariable).remove(hereVariable);
        paths += QDir::cleanPath(isFromRoot ? token : here + token);
        // conduit_add_test(tst_x …) without SOURCES means tst_x.cpp.
        if (token.startsWith("tst_"_L1))
            paths += here + token + ".cpp"_L1;
    }
    return paths;
}

QSet<QString> sectionsDefinedIn(const SourceTree &tree)
{
    static const QRegularExpression section(uR"(^-- name:\s*(\S+)\s*$)"_s, QRegularExpression::MultilineOption);
    QSet<QString> names;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        // The sections of a migration are its steps: they run in their order, and nobody calls them by name.
        if (!isSql(file.key()) || !file.key().startsWith("resources/sql/"_L1) || file.key().contains("/migrations/"_L1))
            continue;
        for (auto matches = section.globalMatch(file.value()); matches.hasNext();)
            names += matches.next().captured(1);
    }
    return names;
}

/// What a heading or code fence hides is no link.
QString withoutCode(const QString &markdown)
{
    static const QRegularExpression code(uR"(^(```|~~~).*?^\1|`[^`\n]*`)"_s,
                                         QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QString text = markdown;
    for (auto match = code.match(text); match.hasMatch(); match = code.match(text))
        text.replace(match.capturedStart(), match.capturedLength(), QString(match.capturedView().count(u'\n'), u'\n'));
    return text;
}

/// LeaseLost → lease_lost.
QString wireWord(const QString &enumerator)
{
    static const QRegularExpression beforeCapital(u"(?<=[a-z0-9])(?=[A-Z])"_s);
    return enumerator.split(beforeCapital).join(u'_').toLower();
}

QStringList errorCodesIn(const SourceTree &tree)
{
    static const QRegularExpression list(uR"(enum class ErrorCode \{([^}]*)\})"_s);
    static const QRegularExpression enumerator(uR"(\b[A-Z]\w*)"_s);
    const QString body = list.match(withoutCppComments(tree.value(u"broker/core/error.h"_s))).captured(1);
    QStringList codes;
    for (auto matches = enumerator.globalMatch(body); matches.hasNext();)
        codes += matches.next().captured();
    return codes;
}

} // namespace

QStringList unlistedFaults(const SourceTree &tree)
{
    QSet<QString> listed;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        if (isCMake(file.key()))
            listed += pathsNamedIn(file.key(), file.value());
    }
    QStringList faults;
    for (auto file = tree.keyBegin(); file != tree.keyEnd(); ++file) {
        if ((isCpp(*file) || isSql(*file)) && !listed.contains(*file))
            faults += *file + ": no CMakeLists.txt names this file"_L1;
    }
    return faults;
}

QStringList sqlNameFaults(const SourceTree &tree)
{
    // Database::runText takes the text itself, and its first argument is only what the log calls it.
    static const QRegularExpression use(uR"re((?<!runText\()(?<!runText\(u)u?"([a-z_]+\.[a-z_]+)"_(?:s|L1))re"_s);
    const auto defined = sectionsDefinedIn(tree);
    auto unused = defined;
    QStringList faults;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        if (!isCpp(file.key()) || !file.key().startsWith("broker/storage/"_L1))
            continue;
        const QString code = withoutCppComments(file.value());
        for (auto matches = use.globalMatch(code); matches.hasNext();) {
            const auto match = matches.next();
            unused.remove(match.captured(1));
            if (!defined.contains(match.captured(1)))
                faults += faultAt(file.key(), code, match.capturedStart(), u"no SQL section is named "_s + match.captured(1));
        }
    }
    for (const QString &name : unused)
        faults += u"resources/sql: nothing in broker/storage uses the section "_s + name;
    return faults;
}

QStringList linkFaults(const SourceTree &tree, const std::function<bool(const QString &)> &exists)
{
    static const QRegularExpression link(uR"(\]\(<?([^)\s>]+))"_s);
    static const QRegularExpression elsewhere(u"^(#|[a-z]+:)"_s);
    QStringList faults;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        if (!file.key().endsWith(".md"_L1))
            continue;
        const QString text = withoutCode(file.value());
        for (auto matches = link.globalMatch(text); matches.hasNext();) {
            const auto match = matches.next();
            const QString target = match.captured(1);
            if (target.contains(elsewhere))
                continue;
            const QString path = QDir::cleanPath(folderOf(file.key()) + target.section(u'#', 0, 0));
            if (!tree.contains(path) && !exists(path))
                faults += faultAt(file.key(), text, match.capturedStart(), u"the link %1 leads nowhere"_s.arg(target));
        }
    }
    return faults;
}

QStringList errorWordFaults(const SourceTree &tree)
{
    const auto codes = errorCodesIn(tree);
    if (codes.isEmpty())
        return {u"broker/core/error.h: no enum class ErrorCode found"_s};
    QStringList faults;
    for (const QString &document : {u"broker/http/http_error.cpp"_s, u"docs/api.md"_s, u"sdk/contract/openapi.yaml"_s}) {
        for (const QString &code : codes) {
            const QRegularExpression word(u"\\b%1\\b"_s.arg(wireWord(code)));
            if (!tree.value(document).contains(word))
                faults += u"%1: the error word %2 is missing"_s.arg(document, wireWord(code));
        }
    }
    return faults;
}

} // namespace conduit::test
