// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/task_state.h"

#include <QSet>
#include <QTest>

using namespace conduit::broker;

class TestTaskState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Every pair of state and event, written out once more by hand: a row that slips into the table must show here.
    void everyPair_leadsWhereTheLifecycleSays()
    {
        struct Expected
        {
            const char *from;
            TaskEvent event;
            const char *to;
        };
        const std::array expected {
            Expected {"scheduled", TaskEvent::ComeDue, "ready"},    Expected {"retrying", TaskEvent::ComeDue, "ready"},
            Expected {"blocked", TaskEvent::Unblock, "ready"},      Expected {"blocked", TaskEvent::Defer, "scheduled"},
            Expected {"ready", TaskEvent::Claim, "running"},        Expected {"running", TaskEvent::Complete, "completed"},
            Expected {"running", TaskEvent::Retry, "retrying"},     Expected {"running", TaskEvent::Die, "dead"},
            Expected {"scheduled", TaskEvent::Expire, "dead"},      Expected {"blocked", TaskEvent::Expire, "dead"},
            Expected {"ready", TaskEvent::Expire, "dead"},          Expected {"running", TaskEvent::Release, "ready"},
            Expected {"running", TaskEvent::Postpone, "scheduled"}, Expected {"scheduled", TaskEvent::Postpone, "scheduled"},
            Expected {"ready", TaskEvent::Postpone, "scheduled"},   Expected {"retrying", TaskEvent::Postpone, "scheduled"},
            Expected {"running", TaskEvent::LoseLease, "ready"},    Expected {"scheduled", TaskEvent::Cancel, "cancelled"},
            Expected {"blocked", TaskEvent::Cancel, "cancelled"},   Expected {"ready", TaskEvent::Cancel, "cancelled"},
            Expected {"retrying", TaskEvent::Cancel, "cancelled"},  Expected {"running", TaskEvent::Cancel, "cancelled"},
            Expected {"dead", TaskEvent::Revive, "ready"},          Expected {"cancelled", TaskEvent::Revive, "ready"},
            Expected {"dead", TaskEvent::Requeue, "blocked"},       Expected {"cancelled", TaskEvent::Requeue, "blocked"},
            Expected {"scheduled", TaskEvent::Trash, "trashed"},    Expected {"blocked", TaskEvent::Trash, "trashed"},
            Expected {"ready", TaskEvent::Trash, "trashed"},        Expected {"retrying", TaskEvent::Trash, "trashed"},
            Expected {"completed", TaskEvent::Trash, "trashed"},    Expected {"dead", TaskEvent::Trash, "trashed"},
            Expected {"cancelled", TaskEvent::Trash, "trashed"},
        };
        int allowed = 0;
        for (const TaskState state : kTaskStates) {
            for (const TaskEvent event : kTaskEvents) {
                const auto row = std::find_if(expected.begin(), expected.end(), [&](const Expected &e) {
                    return wordFrom(state) == QLatin1String(e.from) && e.event == event;
                });
                const auto to = next(state, event);
                QCOMPARE(to.has_value(), row != expected.end());
                if (to) {
                    QCOMPARE(QString(wordFrom(*to)), QString::fromLatin1(row->to));
                    ++allowed;
                }
            }
        }
        QCOMPARE(allowed, static_cast<int>(expected.size()));
    }

    void anEndedTask_isOnlyMovedByPeople()
    {
        const QSet<int> byPeople {int(TaskEvent::Revive), int(TaskEvent::Requeue), int(TaskEvent::Trash)};
        for (const TaskState state : kTaskStates)
            for (const TaskEvent event : kTaskEvents)
                QVERIFY(!hasEnded(state) || !next(state, event) || byPeople.contains(int(event)));
    }

    void words_areReadBack()
    {
        QSet<QString> words;
        for (const TaskState state : kTaskStates) {
            const QString word = wordFrom(state);
            words.insert(word);
            QVERIFY(taskStateFromWord(word) == state);
        }
        QCOMPARE(words.size(), static_cast<qsizetype>(kTaskStates.size()));
        QVERIFY(!taskStateFromWord(u"Ready"));
    }

    void status_isOneOfTheOriginalsFourWords()
    {
        QSet<QString> statuses;
        for (const TaskState state : kTaskStates)
            statuses.insert(statusFrom(state));
        const QSet<QString> expected {QStringLiteral("Pending"), QStringLiteral("Running"), QStringLiteral("Completed"),
                                      QStringLiteral("Failed")};
        QCOMPARE(statuses, expected);
    }
};

QTEST_APPLESS_MAIN(TestTaskState)
#include "tst_task_state.moc"
