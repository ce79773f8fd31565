// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/operation_questions.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kProduction = "Shop & Sons";

/// What each verb does to so many tasks, as its question says it.
struct Verb
{
    const char *verb;
    const char *label;
    const char *whole;
};
constexpr Verb kVerbs[] {{"retry", "Retry", "Retry %1"},
                         {"promote", "Run now", "Run %1 now"},
                         {"hold", "Hold", "Hold %1"},
                         {"cancel", "Cancel", "Cancel %1"},
                         {"delete", "Delete", "Delete %1"},
                         {"restore", "Restore", "Restore %1"},
                         {"reschedule", "Reschedule", "Reschedule %1"},
                         {"set_priority", "Set priority", "Set the priority of %1"},
                         {"move", "Move to queue", "Move %1"},
                         {"tag", "Add or remove tags", "Change the tags of %1"},
                         {"purge", "Delete for good", "Delete %1 for good"}};

struct Count
{
    int tasks;
    const char *text;
    bool isForFinalOnly = false; ///< A boundary for what cannot be undone.
};
constexpr Count kCounts[] {{1, "1 task"},
                           {2, "2 tasks", true},
                           {100, "100 tasks"},
                           {101, "101 tasks"},
                           {1'000, "1,000 tasks", true},
                           {1'001, "1,001 tasks", true},
                           {123'456, "123,456 tasks"}};

enum class Profile { Usual, Silenced, Production };
enum class Target { Ids, Filter };

} // namespace

Q_DECLARE_METATYPE(Profile)
Q_DECLARE_METATYPE(Target)

/// Which question comes before which act, with which default and which words: the tiers of the design, each with each.
class TestSafetyMatrix : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_page = std::make_unique<QWidget>();
        m_settings = std::make_unique<test::PretendSettings>();
        m_questions = new ui::OperationQuestions(*m_client, m_page.get());
        m_page->show();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_page.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void everyAct_isAskedAboutAsItDeserves_data() { matrix(); }
    void everyAct_isAskedAboutAsItDeserves()
    {
        QFETCH(const QString, verb);
        QFETCH(const int, tasks);
        QFETCH(const int, running);
        QFETCH(const Profile, profile);
        QFETCH(const Target, target);
        QFETCH(const QString, whole);
        choose(profile, verb);
        QSignalSpy agreed(m_questions, &ui::OperationQuestions::agreed);
        weigh(verb, target, tasks, running);

        const bool isFinal = verb == u"purge" || running > 0;
        if (!isFinal && (tasks <= 100 || profile == Profile::Silenced)) {
            QVERIFY(!m_questions->box());
            QCOMPARE(agreed.size(), 1);
            return;
        }
        auto *box = m_questions->box();
        QVERIFY(box);
        QCOMPARE(agreed.size(), 0);
        QCOMPARE(box->text(), whole + u'?');
        QCOMPARE(box->yesButton()->isDefault(), !isFinal);
        QCOMPARE(box->noButton()->isDefault(), isFinal);
        QCOMPARE(box->yesButton()->text(), isFinal ? whole : QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0));
        QCOMPARE(box->details().contains(u"cannot be undone"_s), isFinal);
        QCOMPARE(box->details().contains(u"It can be undone"_s), !isFinal);
        QCOMPARE(box->silence() != nullptr, !isFinal && profile != Profile::Production);
        if (target == Target::Filter)
            QVERIFY2(box->details().contains(u"type:<b>echo</b>"_s), qPrintable(box->details()));
        if (running > 0)
            QVERIFY2(box->details().contains(running == 1 ? u"One of them runs"_s : u"1,234 of them run"_s),
                     qPrintable(box->details()));
        verifyTyping(*box, isFinal, profile, tasks);

        // Return means the default, and that alone.
        QTest::keyClick(box, Qt::Key_Return);
        if (isFinal) {
            QVERIFY(!m_questions->box());
            m_broker->expectNothing();
            QCOMPARE(agreed.size(), 0);
            return;
        }
        if (target == Target::Filter)
            countIs(tasks);
        QCOMPARE(agreed.size(), 1);
    }

    /// While the question stood others came to fit: a tenth more is bearable.
    void countThatGrows_isAskedAboutAgain_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("isAskedAgain");
        QTest::newRow("the same") << 1'000 << 1'000 << false;
        QTest::newRow("fewer") << 1'000 << 1 << false;
        QTest::newRow("a tenth more") << 1'000 << 1'100 << false;
        QTest::newRow("more than a tenth") << 1'000 << 1'101 << true;
        QTest::newRow("from few to many") << 200 << 70'000 << true;
    }
    void countThatGrows_isAskedAboutAgain()
    {
        QFETCH(const int, before);
        QFETCH(const int, after);
        QFETCH(const bool, isAskedAgain);
        QSignalSpy agreed(m_questions, &ui::OperationQuestions::agreed);
        weigh(u"delete"_s, Target::Filter, before, 0);
        QTest::keyClick(m_questions->box(), Qt::Key_Return);
        QCOMPARE(agreed.size(), 0);
        countIs(after);
        QCOMPARE(m_questions->box() != nullptr, isAskedAgain);
        QCOMPARE(agreed.size(), isAskedAgain ? 0 : 1);
    }

    /// In between, all may have gone, or the broker.
    void countThatCannotBeMade_beginsNothing()
    {
        QSignalSpy agreed(m_questions, &ui::OperationQuestions::agreed);
        QSignalSpy refused(m_questions, &ui::OperationQuestions::refused);
        weigh(u"delete"_s, Target::Filter, 200, 0);
        QTest::keyClick(m_questions->box(), Qt::Key_Return);
        m_broker->expect("POST", "/operation");
        m_broker->breakOff();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(agreed.size(), 0);
    }

    /// The broker counts for two seconds only: nothing that it found by then means nothing.
    void countThatWasEnded_isNoCount()
    {
        QSignalSpy agreed(m_questions, &ui::OperationQuestions::agreed);
        m_questions->weigh({.verb = u"retry"_s, .filter = u"error:disk"_s});
        answerEnded(0);
        QVERIFY(m_questions->box());
        QCOMPARE(m_questions->box()->text(), u"Retry 0 tasks, and perhaps more?"_s);
        QVERIFY(m_questions->box()->details().contains(u"It can be undone"_s));
        m_questions->box()->reject();
        m_questions->weigh({.verb = u"cancel"_s, .filter = u"error:disk"_s});
        answerEnded(0); // Those that run.
        countIs(5);
        QVERIFY(m_questions->box());
        QVERIFY(m_questions->box()->noButton()->isDefault());
        QVERIFY(m_questions->box()->details().contains(u"Some of them may run"_s));
        QCOMPARE(agreed.size(), 0);
    }

    void doubleClick_agreesOnce_data() { targets(); }
    void doubleClick_agreesOnce()
    {
        QFETCH(const Target, target);
        QSignalSpy agreed(m_questions, &ui::OperationQuestions::agreed);
        weigh(u"delete"_s, target, 200, 0);
        const QPointer<QPushButton> yes = m_questions->box()->yesButton();
        QTest::mouseClick(yes, Qt::LeftButton);
        if (yes)
            QTest::mouseDClick(yes, Qt::LeftButton);
        if (target == Target::Filter)
            countIs(200);
        QCOMPARE(agreed.size(), 1);
        m_broker->expectNothing();
    }

    /// Whoever holds the key that called for the question, or that answered the one before, has not read this one.
    void heldKey_answersNothing_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Return") << Qt::Key_Return;
        QTest::newRow("Enter") << Qt::Key_Enter;
        QTest::newRow("Space") << Qt::Key_Space;
    }
    void heldKey_answersNothing()
    {
        QFETCH(const Qt::Key, key);
        QSignalSpy agreed(m_questions, &ui::OperationQuestions::agreed);
        weigh(u"delete"_s, Target::Ids, 200, 0);
        auto *yes = m_questions->box()->yesButton();
        for (QWidget *at : {static_cast<QWidget *>(yes), static_cast<QWidget *>(m_questions->box())}) {
            for (int times = 0; times < 3; ++times) {
                QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, {}, true);
                QApplication::sendEvent(at, &press);
                QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, {}, true);
                QApplication::sendEvent(at, &release);
            }
            QVERIFY(m_questions->box());
        }
        QCOMPARE(agreed.size(), 0);
        QTest::keyClick(yes, key);
        QCOMPARE(agreed.size(), 1);
    }

private:
    static void targets()
    {
        QTest::addColumn<Target>("target");
        QTest::newRow("ids") << Target::Ids;
        QTest::newRow("filter") << Target::Filter;
    }

    static void matrix()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("running");
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<Target>("target");
        QTest::addColumn<QString>("whole");
        for (const auto &verb : kVerbs)
            for (const auto &count : kCounts)
                for (const auto &[profile, name] :
                     {std::pair(Profile::Usual, "usual"), std::pair(Profile::Silenced, "silenced"),
                      std::pair(Profile::Production, "production")})
                    for (const auto target : {Target::Ids, Target::Filter})
                        for (const int running : {0, 1, 1'234}) {
                            const bool canBeFinal = qstrcmp(verb.verb, "purge") == 0 || qstrcmp(verb.verb, "cancel") == 0;
                            if (!canBeFinal && count.isForFinalOnly)
                                continue;
                            if (running > 0 && (qstrcmp(verb.verb, "cancel") != 0 || running > count.tasks))
                                continue;
                            QTest::addRow("%s, %s, %s, %s, %d run", verb.label, count.text, name,
                                          target == Target::Ids ? "ids" : "filter", running)
                                << QString::fromLatin1(verb.verb) << count.tasks << running << profile << target
                                << QString::fromLatin1(verb.whole).arg(QString::fromLatin1(count.text));
                        }
    }

    void choose(Profile profile, const QString &verb)
    {
        const auto production = profile == Profile::Production ? QString::fromLatin1(kProduction) : QString();
        ui::Confirmations(**m_settings).setAsks(verb, profile != Profile::Silenced);
        m_questions->setConfirmations(ui::Confirmations(**m_settings, production));
    }

    /// And answers what the broker is asked for it.
    void weigh(const QString &verb, Target target, int tasks, int running)
    {
        wire::NewOperation operation;
        operation.verb = verb;
        if (target == Target::Filter)
            operation.filter = u"type:<b>echo</b>"_s;
        else
            for (int n = 0; n < tasks; ++n)
                operation.ids.append(QString::number(n));
        m_questions->weigh(operation, target == Target::Ids ? running : 0);
        if (target == Target::Filter && verb == u"cancel") {
            m_broker->expect("POST", "/operation");
            QVERIFY(m_broker->call().body.contains("state:running"));
            answerWith(running);
        }
        if (m_broker->waitingCalls() > 0)
            countIs(tasks);
    }
    void countIs(int tasks)
    {
        m_broker->expect("POST", "/operation");
        QVERIFY(m_broker->call().body.contains(R"("dry_run":true)"));
        answerWith(tasks);
    }
    void answerEnded(int tasks)
    {
        m_broker->expect("POST", "/operation");
        m_broker->answer(200, "{\"matched\":" + QByteArray::number(tasks) + ",\"more\":true,\"states\":{},\"sample\":[]}");
    }
    void answerWith(int tasks) { m_broker->answer(200, "{\"matched\":" + QByteArray::number(tasks) + ",\"sample\":[]}"); }

    static void verifyTyping(const ui::QuestionBox &box, bool isFinal, Profile profile, int tasks)
    {
        const bool wantsName = isFinal && profile == Profile::Production;
        const bool wantsCount = isFinal && !wantsName && tasks > 1'000;
        QCOMPARE(box.typed() != nullptr, wantsName || wantsCount);
        QCOMPARE(box.yesButton()->isEnabled(), !box.typed());
        if (!box.typed())
            return;
        const auto wanted = wantsName ? QString::fromLatin1(kProduction) : QString::number(tasks);
        QTest::keyClicks(box.typed(), wanted.chopped(1));
        QVERIFY(!box.yesButton()->isEnabled());
        QTest::keyClicks(box.typed(), wanted.last(1));
        QVERIFY(box.yesButton()->isEnabled());
        // Whoever types that much still leaves by Return: yes has to be chosen.
    }

    std::unique_ptr<test::ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<QWidget> m_page;
    std::unique_ptr<test::PretendSettings> m_settings;
    ui::OperationQuestions *m_questions = nullptr;
};

CONDUIT_TIMED_MAIN(TestSafetyMatrix)
#include "tst_safety_matrix.moc"
