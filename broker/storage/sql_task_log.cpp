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
                                      {u":level"_s, QString(wordFrom(line.level))},
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
    const auto rows = m_database.read(u"log.account"_s, {{u":seq"_s, seq}, {u":attempt"_s, attempt}});
    if (!rows)
        return rows.error();
    Account account {seq, attempt};
    if ((*rows)->next()) {
        account.lines = (*rows)->value(0).toLongLong();
        account.bytes = (*rows)->value(1).toLongLong();
        account.dropped = (*rows)->value(2).toLongLong();
    }
    (*rows)->finish();
    return account;
}

Result<qint64> SqlTaskLog::endOfHead(const Account &account)
{
    const auto rows = m_database.read(u"log.end_of_head"_s,
                                      {{u":seq"_s, account.seq},
                                       {u":attempt"_s, account.attempt},
                                       {u":lines"_s, kLogLinesMax * kLogHeadPercent / 100},
                                       {u":bytes"_s, kLogBytesMax * kLogHeadPercent / 100}});
    if (!rows)
        return rows.error();
    const qint64 end = (*rows)->next() ? (*rows)->value(0).toLongLong() : -1;
    (*rows)->finish();
    return end;
}

Status SqlTaskLog::shorten(Account &account)
{
    const auto head = endOfHead(account);
    if (!head)
        return head.error();
    const auto rows =
        m_database.read(u"log.tail"_s, {{u":seq"_s, account.seq}, {u":attempt"_s, account.attempt}, {u":head"_s, *head}});
    if (!rows)
        return rows.error();
    qint64 last = *head;
    while ((account.lines > kLogLinesMax || account.bytes > kLogBytesMax) && (*rows)->next()) {
        last = (*rows)->value(0).toLongLong();
        account.bytes -= (*rows)->value(1).toLongLong();
        --account.lines;
        ++account.dropped;
    }
    (*rows)->finish();
    const auto done = m_database.write(
        u"log.drop"_s, {{u":seq"_s, account.seq}, {u":attempt"_s, account.attempt}, {u":head"_s, *head}, {u":last"_s, last}});
    if (!done)
        return done.error();
    return Unit {};
}

} // namespace conduit::broker
