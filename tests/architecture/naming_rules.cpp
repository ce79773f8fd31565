// SPDX-License-Identifier: GPL-3.0-only
#include "tests/architecture/house_rules.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// They name no thing and no act, so anything can end up inside; or they are another program's words for a task or a worker.
const QStringList kBannedWords {u"manager"_s, u"helper"_s,    u"util"_s,       u"common"_s, u"misc"_s,    u"impl"_s,
                                u"base"_s,    u"processor"_s, u"controller"_s, u"job"_s,    u"consumer"_s};
/// A data folder is a folder, but task data is anything.
const QString kBannedEnding = u"data"_s;

QStringList bannedAmong(const QStringList &words)
{
    const auto isBanned = [](const QString &word) {
        return kBannedWords.contains(word) || (word.endsWith(u's') && kBannedWords.contains(word.chopped(1)));
    };
    QStringList banned;
    for (const QString &word : words) {
        if (isBanned(word.toLower()))
            banned += word;
    }
    if (words.last().toLower() == kBannedEnding)
        banned += words.last();
    return banned;
}

/// `task_storeImpl` → task, store, Impl.
QStringList wordsOf(const QString &name)
{
    static const QRegularExpression seam(u"[_.-]|(?<=[a-z0-9])(?=[A-Z])"_s);
    return name.split(seam);
}

bool carriesLicence(const QString &path)
{
    return isCpp(path) || isCMake(path) || path.endsWith(".py"_L1) || path.endsWith(".sh"_L1) || path == "dev"_L1
        || path == ".ci/run"_L1;
}

} // namespace

QStringList nameFaults(const SourceTree &tree)
{
    static const QRegularExpression type(
        uR"(\b(?:class|struct|enum|enum class|concept|using)\s+([A-Z]\w*)\s*(?:final\b\s*)?[{:=])"_s);
    QStringList faults;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        if (!isCpp(file.key()) && !isSql(file.key()) && !isCMake(file.key()))
            continue;
        for (const QString &word : bannedAmong(wordsOf(QFileInfo(file.key()).completeBaseName())))
            faults += u"%1: a file named '%2' does not say what is inside"_s.arg(file.key(), word);
        // The rules' own tests must spell what they look for.
        const bool hasTypes = isCpp(file.key()) && !file.key().startsWith("tests/architecture/"_L1);
        const QString code = hasTypes ? withoutCppComments(file.value()) : QString();
        for (auto matches = type.globalMatch(code); matches.hasNext();) {
            const auto match = matches.next();
            for (const QString &word : bannedAmong(wordsOf(match.captured(1)))) {
                faults += faultAt(file.key(), code, match.capturedStart(),
                                  u"'%1' in %2 does not say what it is"_s.arg(word, match.captured(1)));
            }
        }
    }
    return faults;
}

QStringList licenceFaults(const SourceTree &tree)
{
    QStringList faults;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        if (!carriesLicence(file.key()))
            continue;
        // A script's first line says what runs it, so its licence stands on the second.
        const auto lines = file.value().split(u'\n');
        const QString &line = file.value().startsWith("#!"_L1) && lines.size() > 1 ? lines.at(1) : lines.first();
        const QString licence = file.key().startsWith("sdk/"_L1) ? u"MIT"_s : u"GPL-3.0-only"_s;
        if (!line.endsWith("SPDX-License-Identifier: "_L1 + licence))
            faults += u"%1:1: the first line is not 'SPDX-License-Identifier: %2'"_s.arg(file.key(), licence);
    }
    return faults;
}

} // namespace conduit::test
