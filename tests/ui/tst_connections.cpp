// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_keychain.h"
#include "tests/ui/timed_app.h"
#include "ui/console.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/connection_dialog.h"
#include "ui/frame/guarded_transport.h"
#include "ui/frame/lock_button.h"
#include "ui/keychain_tokens.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace conduit;
using ui::ConnectionProfile;

namespace conduit::test {

/// Other brokers: their profiles, tokens, trial and lock.
class TestConnections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void lock_letsNoWriteOut();
    void lock_answersLaterAndCanBeAborted();
    void profiles_areKept();
    void profile_saysWhatIsWrong();
    void token_isKeptForItsOwnerOnly();
    void token_thatOthersReadIsRefused();
    void token_isKeptInTheKeychain();
    void token_isKeptInTheFileWhereThereIsNoKeychain();
    void token_ofBeforeMovesIntoTheKeychain();
    void token_thatTheKeychainRefusesIsKeptNowhere();
    void token_isForgottenInBothPlaces();
    void check_saysWhatItFound_data();
    void check_saysWhatItFound();

    void dialog_saysWhereTheTokenIsKept();
    void dialog_addsAndOpensAConnection();
    void production_startsLockedAndAsksOnce();
    void token_isAskedFor();
    void token_thatIsRefusedIsAskedForAgain();
    void token_thatWasChangedIsTheOneThatIsUsed();
    void refusal_leadsToTheConnections();
    void name_takesItsTokenAlong();
    void name_thatIsTakenIsRefused();
    void stripe_showsTheColor();
    void connection_hasWhatTheProgramBrings();

private:
    [[nodiscard]] ui::MainWindow *window() const { return m_console->windows().last(); }
    /// What the store says, by and by.
    [[nodiscard]] QString tokenIn(ui::TokenStore &store, const QString &name)
    {
        std::optional<QString> found;
        store.read(name, this, [&](const Result<QByteArray, QString> &token) {
            found = token ? QString::fromUtf8(*token) : u"error: "_s + token.error();
        });
        return QTest::qWaitFor([&] { return found.has_value(); }) ? *found : u"no answer"_s;
    }
    /// Empty when it was kept.
    [[nodiscard]] QString keep(const QString &name, const QByteArray &token)
    {
        std::optional<QString> error;
        m_keptTokens->write(name, token, this,
                            [&](const Result<Unit, QString> &outcome) { error = outcome ? QString() : outcome.error(); });
        return QTest::qWaitFor([&] { return error.has_value(); }) ? *error : u"no answer"_s;
    }
    void keepProfile(const ConnectionProfile &profile) { ui::ConnectionBook(**m_settings).setProfiles({profile}); }
    [[nodiscard]] ui::ConnectionDialog *openDialog()
    {
        window()->actions().action(u"connection.list"_s)->trigger();
        return window()->findChild<ui::ConnectionDialog *>();
    }
    [[nodiscard]] static QLineEdit *fieldOf(const ui::ConnectionDialog &dialog, const QString &name)
    {
        const auto fields = dialog.findChildren<QLineEdit *>();
        const auto found = std::ranges::find(fields, name, &QWidget::accessibleName);
        return found == fields.end() ? nullptr : *found;
    }
    [[nodiscard]] static QPushButton *buttonOf(const ui::ConnectionDialog &dialog, const QString &text)
    {
        const auto buttons = dialog.findChildren<QPushButton *>();
        const auto found = std::ranges::find(buttons, text, &QPushButton::text);
        return found == buttons.end() ? nullptr : *found;
    }
    void typeToken(const QByteArray &token)
    {
        auto *line = window()->findChild<QInputDialog *>()->findChild<QLineEdit *>();
        QTest::keyClicks(line, QString::fromUtf8(token));
        QTest::keyClick(line, Qt::Key_Return);
    }
    void openConsole()
    {
        m_console = std::make_unique<ui::Console>(
            ui::ConsoleParts {.client = *m_client,
                              .address = u"http://127.0.0.1:8080"_s,
                              .settings = **m_settings,
                              .now = &pretendNow,
                              .stubs = [](ui::StubLanguage, const wire::Schema &) { return u"stub"_s; }},
            m_keptTokens.get(), [this](const QUrl &broker, const QByteArray &token) {
                m_reached.append({broker.toString(), token});
                auto other = std::make_unique<PretendBroker>(pretendNow());
                m_other = other.get();
                return other;
            });
        m_console->openWindow();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::TokenFolder> m_tokens;
    std::unique_ptr<PretendKeychain> m_keychain;
    std::unique_ptr<ui::KeychainTokens> m_keptTokens; ///< In the one or the other.
    std::unique_ptr<ui::Console> m_console;
    QList<std::pair<QString, QByteArray>> m_reached;
    PretendBroker *m_other = nullptr; ///< The latest that was connected to.
};

void TestConnections::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_broker = std::make_unique<PretendBroker>(pretendNow());
    m_client = std::make_unique<client::Client>(*m_broker);
    m_settings = std::make_unique<PretendSettings>();
    m_tokens = std::make_unique<ui::TokenFolder>(m_folder->filePath(u"tokens"_s));
    m_keychain = std::make_unique<PretendKeychain>();
    m_keptTokens = std::make_unique<ui::KeychainTokens>(*m_keychain, *m_tokens);
    m_reached.clear();
    TimedApp::watch();
}

void TestConnections::cleanup()
{
    const QString slow = TimedApp::fault();
    m_console.reset();
    m_tokens.reset();
    m_settings.reset();
    m_client.reset();
    m_broker.reset();
    m_folder.reset();
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

void TestConnections::lock_letsNoWriteOut()
{
    ScriptedTransport broker;
    ui::GuardedTransport guard(broker, true);
    client::Client client(guard);
    QStringList codes;
    const auto note = [&](const auto &answer) { codes.append(answer ? u"done"_s : answer.error().code); };
    client.enqueue({.taskType = u"echo"_s, .payload = "{}"}, this, note);
    client.cancelTask({.id = u"1"_s}, {}, this, note);
    client.editTask({.id = u"1"_s}, {}, this, note);
    client.deleteTask({.id = u"1"_s}, this, note);
    client.startOperation({.verb = u"retry"_s}, this, note);
    client.pauseQueue(u"mails"_s, {}, this, note);
    client.registerSchema({.taskType = u"echo"_s}, this, note);
    broker.expectNothing();
    QTRY_COMPARE(codes.size(), 7);
    QCOMPARE(codes.count(u"read_only"_s), 7);
    QCOMPARE(guard.stream({.method = "POST", .path = "/events"}, {}, {}), 0U);
    client.loadStats(this, [](const auto &) { });
    broker.expect("GET", "/stats");
    guard.setLocked(false);
    client.deleteTask({.id = u"1"_s}, this, note);
    broker.expect("DELETE", "/task/1");
}

void TestConnections::lock_answersLaterAndCanBeAborted()
{
    ScriptedTransport broker;
    ui::GuardedTransport guard(broker, true);
    int answers = 0;
    const auto id = guard.send({.method = "POST", .path = "/task"}, [&](const client::Reply &) { ++answers; });
    guard.send({.method = "POST", .path = "/task"}, [&](const client::Reply &reply) {
        QCOMPARE(reply.status, 403);
        ++answers;
    });
    QCOMPARE(answers, 0);
    guard.abort(id);
    QTRY_COMPARE(answers, 1);
    const auto sent = guard.send({.method = "GET", .path = "/stats"}, [&](const client::Reply &) { ++answers; });
    guard.abort(sent);
    QCOMPARE(broker.abortedCalls(), 1);
}

void TestConnections::profiles_areKept()
{
    const QList<ConnectionProfile> profiles {
        {.name = u"staging"_s, .address = u"http://10.0.0.7:8080"_s, .environment = ui::Environment::Staging},
        {.name = u"Färben & mehr"_s,
         .address = u"https://queue.example.org"_s,
         .environment = ui::Environment::Custom,
         .color = u"#6a3fb5"_s,
         .token = ConnectionProfile::Token::AskedFor,
         .isReadOnly = true}};
    ui::ConnectionBook(**m_settings).setProfiles(profiles);
    QCOMPARE(ui::ConnectionBook(**m_settings).profiles(), profiles);
    ui::ConnectionBook(**m_settings).setProfiles({profiles.first()});
    QCOMPARE(ui::ConnectionBook(**m_settings).profiles().size(), 1);
}

void TestConnections::profile_saysWhatIsWrong()
{
    QVERIFY(ui::profileFault({.name = u"a"_s, .address = u"http://10.0.0.7:8080"_s}).isEmpty());
    QVERIFY(ui::profileFault({.name = u" "_s, .address = u"http://10.0.0.7"_s}).contains(u"name"));
    for (const auto &address : {u""_s, u"10.0.0.7"_s, u"http://"_s, u"ftp://10.0.0.7"_s, u"http://a b"_s})
        QVERIFY2(ui::profileFault({.name = u"a"_s, .address = address}).contains(u"address"), qPrintable(address));
}

void TestConnections::token_isKeptForItsOwnerOnly()
{
    QByteArray read = "?";
    m_tokens->write(u"a/../b"_s, "secret", this, [&](const Result<Unit, QString> &outcome) { QVERIFY(outcome); });
    m_tokens->read(u"a/../b"_s, this, [&](const Result<QByteArray, QString> &token) { read = *token; });
    QTRY_COMPARE(read, "secret");
    const auto files = QDir(m_folder->filePath(u"tokens"_s)).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY(!(files.first().permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    m_tokens->write(u"a/../b"_s, {}, this, [](const Result<Unit, QString> &) { });
    m_tokens->read(u"a/../b"_s, this, [&](const Result<QByteArray, QString> &token) { read = *token; });
    QTRY_COMPARE(read, QByteArray());
    QVERIFY(QDir(m_folder->filePath(u"tokens"_s)).entryList(QDir::Files).isEmpty());
}

void TestConnections::token_thatOthersReadIsRefused()
{
    m_tokens->write(u"a"_s, "secret", this, [](const Result<Unit, QString> &) { });
    const QString path = QDir(m_folder->filePath(u"tokens"_s)).entryInfoList(QDir::Files).first().filePath();
    QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ReadOther));
    QString error;
    m_tokens->read(u"a"_s, this, [&](const Result<QByteArray, QString> &token) { error = token ? QString() : token.error(); });
    QTRY_VERIFY2(error.contains(u"chmod 600"), qPrintable(error));
}

void TestConnections::token_isKeptInTheKeychain()
{
    QCOMPARE(keep(u"a"_s, "secret"), QString());
    QCOMPARE(m_keychain->secrets().value(u"a"_s), "secret");
    QCOMPARE(tokenIn(*m_tokens, u"a"_s), QString()); // No file.
    QCOMPARE(tokenIn(*m_keptTokens, u"a"_s), u"secret"_s);
    QCOMPARE(m_keptTokens->place(), u"the desktop's keychain"_s);
}

void TestConnections::token_isKeptInTheFileWhereThereIsNoKeychain()
{
    m_keychain->setRefusal(ui::Keychain::Outcome::NoService);
    QCOMPARE(keep(u"a"_s, "secret"), QString());
    QCOMPARE(tokenIn(*m_tokens, u"a"_s), u"secret"_s);
    QCOMPARE(tokenIn(*m_keptTokens, u"a"_s), u"secret"_s);
    QCOMPARE(m_keptTokens->place(), u"a file that only you can read, since no keychain answers here"_s);
}

void TestConnections::token_ofBeforeMovesIntoTheKeychain()
{
    m_tokens->write(u"a"_s, "secret", this, [](const Result<Unit, QString> &) { });
    QCOMPARE(tokenIn(*m_keptTokens, u"a"_s), u"secret"_s);
    QTRY_COMPARE(m_keychain->secrets().value(u"a"_s), "secret");
    QTRY_COMPARE(tokenIn(*m_tokens, u"a"_s), QString());
    QCOMPARE(tokenIn(*m_keptTokens, u"a"_s), u"secret"_s);
}

void TestConnections::token_thatTheKeychainRefusesIsKeptNowhere()
{
    m_keychain->setRefusal(ui::Keychain::Outcome::Denied, u"access denied"_s);
    const QString refusal = u"The keychain does not allow it: access denied. Unlock the keychain, and try again."_s;
    QCOMPARE(keep(u"a"_s, "secret"), refusal);
    QCOMPARE(tokenIn(*m_tokens, u"a"_s), QString());
    QCOMPARE(tokenIn(*m_keptTokens, u"a"_s), u"error: "_s + refusal);
}

void TestConnections::token_isForgottenInBothPlaces()
{
    QCOMPARE(keep(u"a"_s, "newer"), QString());
    m_tokens->write(u"a"_s, "older", this, [](const Result<Unit, QString> &) { });
    QCOMPARE(keep(u"a"_s, {}), QString());
    QVERIFY(m_keychain->secrets().isEmpty());
    QCOMPARE(tokenIn(*m_tokens, u"a"_s), QString());
    QCOMPARE(keep(u"a"_s, {}), QString()); // Nothing is there any more, and that is what was wanted.
}

void TestConnections::check_saysWhatItFound_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("secondsAhead");
    QTest::addColumn<int>("lines");
    QTest::addColumn<QString>("says");
    QTest::newRow("away") << 0 << QByteArray() << 0 << 1 << u"The broker cannot be reached: Connection refused"_s;
    QTest::newRow("refused") << 401 << QByteArray("{}") << 0 << 2 << u"It refuses this token. Ask whoever runs it for one."_s;
    QTest::newRow("another server") << 200 << QByteArray("<html>") << 0 << 2
                                    << u"What answers there is no Conduit broker (HTTP 200)."_s;
    QTest::newRow("a broker") << 200 << QByteArray(R"({"version":"0.1.0"})") << 0 << 5 << u"It is version 0.1.0."_s;
    QTest::newRow("its clock agrees") << 200 << QByteArray(R"({"version":"0.1.0"})") << 1 << 5
                                      << u"Its clock agrees with this machine's."_s;
    QTest::newRow("its clock is behind") << 200 << QByteArray(R"({"version":"0.1.0"})") << -90 << 5
                                         << u"The broker's clock is 1 min 30 s behind this machine's."_s;
}

void TestConnections::check_saysWhatItFound()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    struct Answering final : client::Transport
    {
        client::Reply reply;
        CallId send(const client::Call &, Done done) override
        {
            done(reply);
            return 1;
        }
        void abort(CallId) override { }
    };
    QFETCH(const int, secondsAhead);
    const client::Reply reply {.status = status,
                               .body = body,
                               .retryAfter = {},
                               .failure = status == 0 ? u"Connection refused"_s : QString(),
                               .sentAt = pretendNow().addSecs(secondsAhead)};
    ui::ConnectionCheck check(
        [&](const QUrl &, const QByteArray &) {
            auto transport = std::make_unique<Answering>();
            transport->reply = reply;
            return transport;
        },
        &pretendNow);
    QList<ui::CheckLine> lines;
    connect(&check, &ui::ConnectionCheck::finished, this, [&](const QList<ui::CheckLine> &found) { lines = found; });
    check.start(QUrl(u"http://10.0.0.7:8080"_s), "secret");
    QTEST(int(lines.size()), "lines");
    QFETCH(const QString, says);
    const auto isSaid = [&](const ui::CheckLine &line) { return line.text == says; };
    QVERIFY2(std::any_of(lines.begin(), lines.end(), isSaid), qPrintable(lines.last().text));
}

void TestConnections::dialog_saysWhereTheTokenIsKept()
{
    m_keychain->setRefusal(ui::Keychain::Outcome::NoService);
    keepProfile({.name = u"a"_s, .address = u"http://10.0.0.7:8080"_s, .token = ConnectionProfile::Token::Kept});
    openConsole();
    window()->actions().action(u"connection.list"_s)->trigger();
    auto *dialog = window()->findChild<ui::ConnectionDialog *>();
    QVERIFY(dialog);
    const auto *place = [&] {
        for (auto *box : dialog->findChildren<QComboBox *>())
            if (box->accessibleName() == u"Token")
                return box;
        return static_cast<QComboBox *>(nullptr);
    }();
    QVERIFY(place);
    QCOMPARE(place->currentText(), u"Kept in the desktop's keychain"_s);
    for (auto *line : dialog->findChildren<QLineEdit *>()) {
        if (line->accessibleName() == u"New token") {
            QTest::keyClicks(line, u"secret"_s);
            Q_EMIT line->editingFinished(); // Whoever goes on to the next field.
        }
    }
    const QString said = u"a file that only you can read, since no keychain answers here"_s;
    QTRY_COMPARE(dialog->findings(), u"The token is kept in %1."_s.arg(said));
    QCOMPARE(place->currentText(), u"Kept in %1"_s.arg(said));
}

void TestConnections::dialog_addsAndOpensAConnection()
{
    openConsole();
    window()->actions().action(u"connection.list"_s)->trigger();
    auto *dialog = window()->findChild<ui::ConnectionDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    const auto button = [&](const QString &text) {
        for (auto *found : dialog->findChildren<QPushButton *>())
            if (found->text() == text)
                return found;
        return static_cast<QPushButton *>(nullptr);
    };
    const auto field = [&](const QString &name) {
        for (auto *found : dialog->findChildren<QLineEdit *>())
            if (found->accessibleName() == name)
                return found;
        return static_cast<QLineEdit *>(nullptr);
    };
    QVERIFY(!button(u"Open"_s)->isEnabled());
    QTest::mouseClick(button(u"Add"_s), Qt::LeftButton);
    QVERIFY(!button(u"Open"_s)->isEnabled());
    QTest::keyClicks(field(u"Name"_s), u"staging"_s);
    field(u"Address"_s)->selectAll();
    QTest::keyClicks(field(u"Address"_s), u"http://10.0.0.7:8080"_s);
    QVERIFY(button(u"Open"_s)->isEnabled());
    QTest::mouseClick(button(u"Test"_s), Qt::LeftButton);
    QTRY_VERIFY2(dialog->findings().contains(u"It is version 0.1.0."), qPrintable(dialog->findings()));
    QTest::mouseClick(button(u"Open"_s), Qt::LeftButton);
    QTRY_COMPARE(m_console->windows().size(), 1); // In place of the one before.
    QCOMPARE(window()->windowTitle(), u"staging"_s);
    QCOMPARE(m_reached.last().first, u"http://10.0.0.7:8080"_s);
    QTRY_VERIFY(!m_other->calls().isEmpty());
    Q_EMIT window()->connectionRequested(QString());
    QTRY_COMPARE(m_console->windows().size(), 1);
    QVERIFY(window()->windowTitle() != u"staging"_s);
}

void TestConnections::production_startsLockedAndAsksOnce()
{
    const ConnectionProfile profile {
        .name = u"live"_s, .address = u"https://queue.example.org"_s, .environment = ui::Environment::Production};
    keepProfile(profile);
    openConsole();
    m_console->openConnection(profile, nullptr);
    QCOMPARE(m_console->windows().size(), 2);
    auto *lock = window()->findChild<ui::LockButton *>();
    QCOMPARE(lock->text(), u"Locked"_s);
    QTest::mouseClick(lock, Qt::LeftButton);
    QVERIFY(lock->question() && lock->question()->isVisible());
    QCOMPARE(lock->question()->text(), u"Allow changes to live?"_s);
    QTest::keyClick(lock->question(), Qt::Key_Return); // The default keeps it locked.
    QTRY_VERIFY(!lock->question());
    QCOMPARE(lock->text(), u"Locked"_s);
    QTest::mouseClick(lock, Qt::LeftButton);
    for (auto *button : lock->question()->buttons())
        if (button->text() == u"Allow changes"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(lock->text(), u"Changes allowed"_s);
    QTest::mouseClick(lock, Qt::LeftButton);
    QCOMPARE(lock->text(), u"Locked"_s);
    // A second window on it shares the lock, and nobody is asked twice.
    m_console->openConnection(profile, nullptr);
    auto *other = window()->findChild<ui::LockButton *>();
    QVERIFY(other != lock);
    QTest::mouseClick(other, Qt::LeftButton);
    QCOMPARE(lock->text(), u"Changes allowed"_s);
    QCOMPARE(m_reached.size(), 1);
}

void TestConnections::token_isAskedFor()
{
    const ConnectionProfile profile {
        .name = u"asked"_s, .address = u"http://10.0.0.7:8080"_s, .token = ConnectionProfile::Token::AskedFor};
    openConsole();
    m_console->openConnection(profile, window());
    auto *dialog = window()->findChild<QInputDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->textEchoMode(), QLineEdit::Password);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"secret"_s);
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE(m_reached.size(), 1);
    QCOMPARE(m_reached.last().second, "secret");
    // A token that should be kept and is not there is asked for, too.
    m_console->openConnection(
        {.name = u"kept"_s, .address = u"http://10.0.0.8:8080"_s, .token = ConnectionProfile::Token::Kept}, window());
    QTRY_VERIFY(window()->findChild<QInputDialog *>());
}

void TestConnections::token_thatIsRefusedIsAskedForAgain()
{
    const ConnectionProfile profile {
        .name = u"asked"_s, .address = u"http://10.0.0.7:8080"_s, .token = ConnectionProfile::Token::AskedFor};
    openConsole();
    m_console->openConnection(profile, window());
    typeToken("wrong");
    QTRY_COMPARE(m_reached.size(), 1);
    m_other->setTrouble({.status = 401, .body = R"({"error":{"code":"unauthorized","message":"A token is needed."}})"});
    auto *status = window()->findChild<ui::MessageBar *>();
    window()->actions().action(u"view.refresh"_s)->trigger();
    QTRY_VERIFY(status->text().contains(u"refuses"));
    m_console->openConnection(profile, window());
    QVERIFY(window()->findChild<QInputDialog *>());
    typeToken("right");
    QTRY_COMPARE(m_reached.size(), 2);
    QCOMPARE(m_reached.last().second, "right");
    // It works, and so nobody is asked once more.
    QTRY_VERIFY(!m_other->calls().isEmpty() && m_other->isIdle());
    m_console->openConnection(profile, nullptr);
    QCOMPARE(m_console->windows().size(), 2);
    QCOMPARE(m_reached.size(), 2);
}

void TestConnections::token_thatWasChangedIsTheOneThatIsUsed()
{
    const ConnectionProfile profile {
        .name = u"kept"_s, .address = u"http://10.0.0.7:8080"_s, .token = ConnectionProfile::Token::Kept, .isReadOnly = true};
    keepProfile(profile);
    QCOMPARE(keep(u"kept"_s, "old"), QString());
    openConsole();
    m_console->openConnection(profile, nullptr);
    QTRY_COMPARE(m_reached.size(), 1);
    auto *lock = window()->findChild<ui::LockButton *>();
    lock->click();
    lock->question()->buttons().first()->click();
    QCOMPARE(lock->text(), u"Changes allowed"_s);
    auto *dialog = openDialog();
    QVERIFY(dialog);
    auto *token = fieldOf(*dialog, u"New token"_s);
    token->setFocus();
    QTest::keyClicks(token, u"new"_s);
    QTest::keyClick(token, Qt::Key_Return); // Opens it at once: what was typed counts, though it is kept only by and by.
    QTRY_COMPARE(m_reached.size(), 2);
    QCOMPARE(m_reached.last().second, "new");
    // It starts locked, but was unlocked before: nobody is asked again.
    QTRY_VERIFY(window()->findChild<ui::LockButton *>()->text() == u"Locked");
    lock = window()->findChild<ui::LockButton *>();
    lock->click();
    QCOMPARE(lock->text(), u"Changes allowed"_s);
}

void TestConnections::refusal_leadsToTheConnections()
{
    const ConnectionProfile profile {.name = u"a"_s, .address = u"http://10.0.0.7:8080"_s};
    keepProfile(profile);
    openConsole();
    m_console->openConnection(profile, window());
    m_other->setTrouble({.status = 401, .body = R"({"error":{"code":"unauthorized","message":"A token is needed."}})"});
    QTRY_COMPARE(m_console->windows().size(), 1);
    window()->actions().action(u"view.refresh"_s)->trigger();
    auto *banner = window()->findChild<ui::MessageBar *>();
    QTRY_COMPARE(banner->text(),
                 u"The broker refuses this console: A token is needed. Enter another token under Connections."_s);
    QTest::mouseClick(banner->button(), Qt::LeftButton);
    QVERIFY(window()->findChild<ui::ConnectionDialog *>());
}

void TestConnections::name_takesItsTokenAlong()
{
    keepProfile({.name = u"old"_s, .address = u"http://10.0.0.7:8080"_s, .token = ConnectionProfile::Token::Kept});
    QCOMPARE(keep(u"old"_s, "secret"), QString());
    openConsole();
    auto *dialog = openDialog();
    auto *name = fieldOf(*dialog, u"Name"_s);
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, u"new"_s);
    QTest::keyClick(dialog, Qt::Key_Escape); // Who leaves at once has it all the same.
    QTRY_COMPARE(m_keychain->secrets(), (QMap<QString, QByteArray> {{u"new"_s, "secret"}}));
    QCOMPARE(ui::ConnectionBook(**m_settings).profiles().first().name, u"new"_s);
}

void TestConnections::name_thatIsTakenIsRefused()
{
    ui::ConnectionBook(**m_settings)
        .setProfiles(
            {{.name = u"a"_s, .address = u"http://10.0.0.7:8080"_s}, {.name = u"b"_s, .address = u"http://10.0.0.8:8080"_s}});
    openConsole();
    auto *dialog = openDialog();
    dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *name = fieldOf(*dialog, u"Name"_s);
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, u"b"_s);
    QCOMPARE(dialog->findings(), u"Another connection is called b. Give this one another name."_s);
    QVERIFY(!buttonOf(*dialog, u"Open"_s)->isEnabled());
    fieldOf(*dialog, u"Address"_s)->setFocus();
    QCOMPARE(ui::ConnectionBook(**m_settings).profiles().first().name, u"a"_s);
    name->setFocus();
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClicks(name, u"2"_s);
    QCOMPARE(dialog->findings(), QString());
    QVERIFY(buttonOf(*dialog, u"Open"_s)->isEnabled());
    fieldOf(*dialog, u"Address"_s)->setFocus();
    QCOMPARE(ui::ConnectionBook(**m_settings).profiles().first().name, u"b2"_s);
    dialog->list()->setCurrentRow(1);
    QCOMPARE(name->text(), u"b"_s);
}

void TestConnections::stripe_showsTheColor()
{
    openConsole();
    QVERIFY(window()->findChild<QWidget *>(u"stripe"_s)->isHidden());
    m_console->openConnection({.name = u"mine"_s,
                               .address = u"http://10.0.0.7:8080"_s,
                               .environment = ui::Environment::Custom,
                               .color = u"#6a3fb5"_s},
                              nullptr);
    const auto *stripe = window()->findChild<QWidget *>(u"stripe"_s);
    QTRY_COMPARE(stripe->width(), window()->width());
    QVERIFY(stripe->isVisible());
    QCOMPARE(window()->grab().toImage().pixelColor(300, 1), QColor(u"#6a3fb5"_s));
}

void TestConnections::connection_hasWhatTheProgramBrings()
{
    openConsole();
    const auto why = [this] { return window()->actions().action(u"type.copy_stub_python"_s)->statusTip(); };
    m_console->openConnection({.name = u"mine"_s, .address = u"http://10.0.0.7:8080"_s}, nullptr);
    QTRY_VERIFY(window()->isVisible());
    QVERIFY2(!why().contains(u"cannot write"), qPrintable(why()));
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestConnections)
#include "tst_connections.moc"
