// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/sql_task_log.h"

#include "broker/storage/sql_values.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

Status SqlTaskLog::append(qint64 seq, int attempt, const std::vector<LogLine> &lines)
{
    if (lines.empty())
        return Unit {};
    auto account = accountOf(seq, attempt);
    if (!account)
        return account.error();
    for (const LogLine &line : lines) {
        const QString message = line.message.left(kLogMessageCharactersMax);
        auto done = m_database.write(u"log.insert"_s,
                                     {{u":seq"_s, seq},
                                      {u":attempt"_s, attempt},
                                      {u":line"_s, account->lines + account->dropped},
                                      {u":level"_s, wordFrom(line.level)},
                                      {u":time"_s, sqlFrom(line.time)},
                                      {u":message"_s, message.isNull() ? u""_s : message}});
        if (!done)
            return done.error();
        ++account->lines;
        account->bytes += message.toUtf8().size();
    }
    if (account->lines > kLogLinesMax || account->bytes > kLogBytesMax) {
        if (const Status done = shorten(*account); !done)
            return done;
    }
    auto saved = m_database.write(u"log.save_account"_s,
                                  {{u":seq"_s, seq},
                                   {u":attempt"_s, attempt},
                                   {u":lines"_s, account->lines},
                                   {u":bytes"_s, account->bytes},
                                   {u":dropped"_s, account->dropped}});
    if (!saved)
        return saved.error();
    return Unit {};
}

Result<SqlTaskLog::Account> SqlTaskLog::accountOf(qint64 seq, int attempt)
{
    Account account {seq, attempt};
    const Status done =
        m_database.readEach(u"log.account"_s, {{u":seq"_s, seq}, {u":attempt"_s, attempt}}, [&](const Row &row) {
            account.lines = row.integer(0);
            account.bytes = row.integer(1);
            account.dropped = row.integer(2);
            return false;
        });
    if (!done)
        return done.error();
    return account;
}

Result<qint64> SqlTaskLog::endOfHead(const Account &account)
{
    const auto end = m_database.readOne(u"log.end_of_head"_s,
                                        {{u":seq"_s, account.seq},
                                         {u":attempt"_s, account.attempt},
                                         {u":lines"_s, kLogLinesMax * kLogHeadPercent / 100},
                                         {u":bytes"_s, kLogBytesMax * kLogHeadPercent / 100}},
                                        [](const Row &row) { return row.integer(0); });
    if (!end)
        return end.error();
    return end->value_or(-1);
}

Status SqlTaskLog::shorten(Account &account)
{
    const auto head = endOfHead(account);
    if (!head)
        return head.error();
    qint64 last = *head;
    const Status read = m_database.readEach(
        u"log.tail"_s, {{u":seq"_s, account.seq}, {u":attempt"_s, account.attempt}, {u":head"_s, *head}}, [&](const Row &row) {
            last = row.integer(0);
            account.bytes -= row.integer(1);
            --account.lines;
            ++account.dropped;
            return account.lines > kLogLinesMax || account.bytes > kLogBytesMax;
        });
    if (!read)
        return read.error();
    const auto done = m_database.write(
        u"log.drop"_s, {{u":seq"_s, account.seq}, {u":attempt"_s, account.attempt}, {u":head"_s, *head}, {u":last"_s, last}});
    if (!done)
        return done.error();
    return Unit {};
}

} // namespace conduit::broker
