// SPDX-License-Identifier: GPL-3.0-only
#include "tests/architecture/house_rules.h"

#include <QRegularExpression>

#include <algorithm>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// Something that is not written here, what is written instead, and the files or folders that may write it all the same.
struct BannedToken
{
    QString pattern;
    QString instead;
    QStringList allowedIn = {};
};

const QList<BannedToken> &bannedInCode()
{
    // Where time and chance come from: the broker's, the program's, the SDK's and the token's one source each.
    static const QStringList clocks {u"broker/core/clock.cpp"_s, u"app/main.cpp"_s, u"sdk/cpp/src/task_id.cpp"_s,
                                     u"sdk/cpp/src/worker/worker.cpp"_s};
    static const QStringList chances {u"broker/core/id_source.cpp"_s, u"sdk/cpp/src/task_id.cpp"_s};
    // A benchmark keeps a pace, and a second program start asks the first one before there is an event loop.
    static const QStringList sleepers {u"tests/bench/"_s};

    static const QString clock = u"take the time from an injected Clock, or as an argument"_s;
    static const QString chance = u"take ids and chance from an injected IdSource, or as an argument"_s;
    static const QString wait = u"wait for a signal, with QSignalSpy::wait or QTRY_COMPARE in tests"_s;
    static const QString sqlTime = u"bind the time as an integer; SQL never asks for it"_s;
    static const QList<BannedToken> tokens {
        {uR"(\bQ(DateTime|Date|Time)::current\w+)"_s, clock, clocks},
        {uR"(\bsystem_clock::now\b)"_s, clock, clocks},
        {uR"(\btime\((nullptr|NULL|0)\))"_s, clock},
        {uR"(\bQRandomGenerator::)"_s, chance, chances},
        {uR"(\bcreateUuid\w*\()"_s, chance, {u"tests/"_s}},
        {uR"(\b(qWait|qSleep|msleep|usleep|nanosleep|sleep|sleep_for|sleep_until)\()"_s, wait, sleepers},
        {uR"(\b(CURRENT_TIMESTAMP|CURRENT_TIME|CURRENT_DATE)\b)"_s, sqlTime},
        {uR"(\b(datetime|strftime|julianday|unixepoch)\()"_s, sqlTime},
        // A driver shows what becomes of a handler that throws, and one file lists the words of C++.
        {uR"(\bthrow\b)"_s,
         u"return a Result; nothing of ours throws"_s,
         {u"tests/"_s, u"sdk/cpp/conformance/"_s, u"app/cli/typed_cpp.cpp"_s}},
        {uR"(\bcatch\s*\()"_s,
         u"only the task pool catches, around handlers, who loads plug-ins, and who reads YAML with a library that throws"_s,
         {u"sdk/cpp/src/worker/task_pool.cpp"_s, u"worker/plugins/plugin_folder.cpp"_s,
          u"resources/contract/contract_json.cpp"_s}},
        {uR"(\b(SIGNAL|SLOT)\()"_s, u"connect with a pointer to the member"_s},
        {uR"(\b(QSKIP|QEXPECT_FAIL)\()"_s, u"make the test pass, or delete it"_s},
        {uR"(\bQDateTime\b[^;\n]*, *Qt::(UTC|LocalTime|OffsetFromUTC)\b)"_s,
         u"say QTimeZone::utc(): Qt 6.8 deprecates the other"_s},
        {uR"(\bprocessEvents\(|(\.|->)exec\()"_s,
         u"open() the dialog and connect to what it says; nothing in the console waits"_s,
         {u"app/"_s, u"broker/"_s, u"sdk/"_s, u"tests/"_s, u"worker/"_s}},
        {uR"(\bQTEST_MAIN\b)"_s,
         u"CONDUIT_TIMED_MAIN, which watches that no event of a window is slow"_s,
         // Has a clock of its own, since the broker that it pretends does its work for 200,000 tasks on the same thread.
         {u"tests/cases/tst_case_59.cpp"_s}},
        {uR"(\bQT_VERSION\b)"_s, u"keep differences between Qt versions inside broker/http"_s, {u"broker/http/"_s}},
        {uR"(\bfor \([^;()]* : \*[\w.:>-]+\()"_s, u"name the Result first; as a temporary it is gone before the first round"_s},
        {uR"(\busing\s+namespace\s+std\s*;)"_s, u"name what you use"_s},
        {uR"(\b(query|rows?)(->|\.|\)->)next\(\))"_s,
         u"let Database step through the rows; it tells when they break off"_s,
         {u"broker/storage/database.cpp"_s, u"tests/"_s}},
    };
    return tokens;
}

const QList<BannedToken> &bannedInSql()
{
    static const QList<BannedToken> tokens {
        {uR"((?i)\b(CURRENT_TIMESTAMP|CURRENT_TIME|CURRENT_DATE)\b)"_s, u"bind the time as an integer"_s},
        {uR"((?i)\b(datetime|strftime|julianday|unixepoch|now)\s*\()"_s, u"bind the time as an integer"_s},
        {uR"((?i)\brandom(blob)?\s*\()"_s, u"bind chance as a value"_s},
    };
    return tokens;
}

const QList<BannedToken> &bannedInComments()
{
    static const QList<BannedToken> tokens {
        {uR"(\b(TODO|FIXME|XXX|HACK)\b)"_s, u"do it now, or open an issue"_s},
    };
    return tokens;
}

bool mayWrite(const BannedToken &token, const QString &path)
{
    return std::any_of(token.allowedIn.begin(), token.allowedIn.end(),
                       [&](const QString &allowed) { return path.startsWith(allowed); });
}

QStringList faultsIn(const QString &path, const QString &text, const QList<BannedToken> &tokens)
{
    QStringList faults;
    for (const BannedToken &token : tokens) {
        if (mayWrite(token, path))
            continue;
        for (auto matches = QRegularExpression(token.pattern).globalMatch(text); matches.hasNext();) {
            const auto match = matches.next();
            faults += faultAt(path, text, match.capturedStart(), u"'%1': %2"_s.arg(match.captured(), token.instead));
        }
    }
    return faults;
}

} // namespace

QStringList tokenFaults(const SourceTree &tree)
{
    QStringList faults;
    for (auto file = tree.begin(); file != tree.end(); ++file) {
        // These files must spell what they look for.
        if (file.key().startsWith("tests/architecture/"_L1))
            continue;
        if (isCpp(file.key())) {
            faults += faultsIn(file.key(), withoutCppComments(file.value()), bannedInCode());
            faults += faultsIn(file.key(), file.value(), bannedInComments());
        } else if (isSql(file.key())) {
            faults += faultsIn(file.key(), withoutSqlComments(file.value()), bannedInSql());
            faults += faultsIn(file.key(), file.value(), bannedInComments());
        }
    }
    return faults;
}

} // namespace conduit::test
