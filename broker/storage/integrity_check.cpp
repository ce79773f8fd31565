// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/integrity_check.h"

#include "broker/storage/storage_trouble.h"

#include <array>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// What a damaged file has to say does not end; who reads it knows enough after this.
constexpr int kFaultsMax = 100;

/// A question that a sound database answers without any row.
struct Question
{
    QString statement;
    QString fault; ///< %1, %2: the columns of a row.
};

const std::array<Question, 7> &questions()
{
    static const std::array<Question, 7> kQuestions {{
        {u"check.pages"_s, u"%1"_s},
        {u"check.references"_s, u"%1: row %2 belongs to a task that is not there"_s},
        {u"check.ends"_s, u"task %1 is %2, which does not go with the time of its end"_s},
        {u"check.leases"_s, u"task %1 is running without a lease"_s},
        {u"check.payloads"_s, u"task %1 has no payload"_s},
        {u"check.attempts"_s, u"task %1 has an attempt %2 beyond its count of attempts"_s},
        {u"check.revisions"_s, u"task %1 has the impossible version or revision %2"_s},
    }};
    return kQuestions;
}

Status ask(Database &database, const Question &question, QStringList &faults)
{
    return database.readEach(question.statement, {}, [&](const Row &row) {
        const QString text = row.text(0);
        if (text != u"ok"_s) {
            QString fault = question.fault;
            fault.replace(u"%1"_s, text).replace(u"%2"_s, row.text(1));
            faults.append(fault);
        }
        return faults.size() < kFaultsMax;
    });
}

} // namespace

Result<QStringList> integrityFaults(Database &database)
{
    QStringList faults;
    for (const Question &question : questions()) {
        if (faults.size() >= kFaultsMax)
            break;
        const Status asked = ask(database, question, faults);
        if (asked)
            continue;
        if (asked.error().message != errorFrom(StorageTrouble::Damaged).message)
            return asked.error();
        faults.append(u"%1 cannot be read to its end"_s.arg(question.statement));
    }
    return faults;
}

} // namespace conduit::broker
