// SPDX-License-Identifier: GPL-3.0-only
#include "app/own_console.h"
#include "app/process_setup.h"
#include "tests/support/raw_http_client.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/pretend_tray.h"
#include "tests/ui/timed_app.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/broker_settings_group.h"
#include "ui/frame/settings_dialog.h"
#include "ui/token_store.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::test {

namespace {

/// Counts lines of the request log as long as it lives. They come from the broker's threads.
class RequestLines
{
public:
    RequestLines() : m_before(qInstallMessageHandler(&RequestLines::take))
    {
        s_count = 0;
        s_before = m_before;
    }
    ~RequestLines() { qInstallMessageHandler(m_before); }
    Q_DISABLE_COPY_MOVE(RequestLines)

    [[nodiscard]] static int count() { return s_count; }

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        if (qstrcmp(context.category, "conduit.requests") == 0)
            ++s_count;
        else
            s_before.load()(type, context, text);
    }

    static inline std::atomic<int> s_count;
    static inline std::atomic<QtMessageHandler> s_before;
    const QtMessageHandler m_before;
};

} // namespace

/// A console with a real broker and a real worker in it, whose broker gets other settings while the window stays.
class TestOwnConsole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void port_isChangedByMouseAndNothingIsLost();
    void wrongValue_isRefusedByKeyboard();
    void openAddress_withoutATokenIsRefused();
    void shorterKeepTimes_areCountedByTheBroker();
    void keepTimesOfTheCommandLine_reachTheBroker();
    void room_onTheDiskIsTold();
    void requestLog_isTurnedOn();
    void fixedSetting_saysWhereItStands();
    void default_isKeptByItsAbsence();
    void portThatIsTaken_canBeChangedBack();
    void portThatIsTaken_isSaidAndLeft();
    void end_goesBeforeARestart();

private:
    void start(const app::AppConfig &config);
    [[nodiscard]] app::AppConfig config() const;
    void openSettings()
    {
        window()->actions().action(u"edit.settings"_s)->trigger();
        m_dialog = window()->findChild<ui::SettingsDialog *>();
        m_dialog->list()->setCurrentRow(m_dialog->list()->count() - 1);
    }
    [[nodiscard]] ui::MainWindow *window() const { return m_own->console().windows().first(); }
    [[nodiscard]] QLineEdit *field(const QString &name) const
    {
        for (auto *found : m_dialog->findChildren<QLineEdit *>())
            if (found->accessibleName() == name)
                return found;
        return nullptr;
    }
    void type(const QString &name, const QString &value) const
    {
        field(name)->setFocus();
        field(name)->selectAll();
        QTest::keyClicks(field(name), value);
        QTest::keyClick(field(name), Qt::Key_Return);
    }
    [[nodiscard]] ui::RestartBar *bar() const { return m_dialog->findChild<ui::RestartBar *>(); }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (auto *found : bar()->findChildren<QPushButton *>())
            if (found->text() == text)
                return found;
        return nullptr;
    }
    [[nodiscard]] quint16 port() const { return static_cast<quint16>(QUrl(m_served.localUrl).port()); }
    /// One that nobody listens on at the moment.
    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    [[nodiscard]] QByteArray fileText() const
    {
        QFile file(m_folder->filePath(u"queue/conduit.ini"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::TokenFolder> m_tokens;
    std::unique_ptr<PretendTray> m_tray;
    std::unique_ptr<app::OwnConsole> m_own;
    ui::SettingsDialog *m_dialog = nullptr;
    app::ServedBroker m_served;
    int m_starts = 0;
};

void TestOwnConsole::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<PretendSettings>();
    m_tokens = std::make_unique<ui::TokenFolder>(m_folder->filePath(u"tokens"_s));
    m_tray = std::make_unique<PretendTray>();
    m_starts = 0;
    TimedApp::watch();
}

void TestOwnConsole::cleanup()
{
    const QString slow = TimedApp::fault();
    m_own.reset();
    m_tray.reset();
    m_tokens.reset();
    m_settings.reset();
    m_folder.reset();
    QVERIFY2(slow.isEmpty(), qPrintable(slow));
}

app::AppConfig TestOwnConsole::config() const
{
    app::AppConfig config;
    config.dataDirectory = m_folder->filePath(u"queue"_s);
    config.broker.databasePath = config.dataDirectory + u"/conduit.db"_s;
    config.tokenFile = config.dataDirectory + u"/token"_s;
    config.broker.port = 0;
    config.broker.grace = 2s;
    config.workers = 0;
    return config;
}

void TestOwnConsole::start(const app::AppConfig &config)
{
    auto workers = app::poolSettings(config);
    workers.own.program = QStringLiteral(CONDUIT_BIN_DIR "/conduit-worker");
    m_own = std::make_unique<app::OwnConsole>(
        config, workers, &pretendNow,
        app::OwnConsole::Surroundings {
            .settings = **m_settings, .tokens = *m_tokens, .tray = *m_tray, .person = u"ada"_s, .actor = u"console ada"_s});
    connect(m_own.get(), &app::OwnConsole::serving, this, [this](const app::ServedBroker &served) {
        m_served = served;
        ++m_starts;
    });
    m_own->open();
    openSettings();
}

void TestOwnConsole::port_isChangedByMouseAndNothingIsLost()
{
    auto config = this->config();
    config.workers = 1;
    start(config);
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    QVERIFY(bar()->isHidden());
    const quint16 before = port();
    RawHttpClient client(before);
    // One waits, one runs at a worker elsewhere: the restart gives it two seconds and lets it keep its lease.
    QCOMPARE(client.post("/task", R"({"task_type":"later","payload":{},"delay":3600})").status, 201);
    QCOMPARE(client.post("/task", R"({"task_type":"elsewhere","payload":{}})").status, 201);
    const auto claimed = client.post("/task/claim", R"({"worker":"w","types":["elsewhere"],"lease":600})").json();
    const auto task = claimed[u"tasks"_s][0].toObject();
    QVERIFY2(!task[u"id"_s].toString().isEmpty(), QJsonDocument(claimed).toJson().constData());

    const quint16 after = freePort();
    type(u"Port"_s, QString::number(after));
    QTRY_VERIFY(bar()->isVisible());
    QTRY_COMPARE(bar()->text(), u"1 change needs a broker restart – 1 task is running"_s);
    QCOMPARE(fileText(), "[General]\nport=" + QByteArray::number(after) + "\n");
    const auto *stayed = window();
    QTest::mouseClick(button(u"Drain and restart"_s), Qt::LeftButton);
    QVERIFY(bar()->text().startsWith(u"The broker restarts."));
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 2, 30'000);
    QCOMPARE(port(), after);
    QTRY_VERIFY(bar()->isHidden());
    QCOMPARE(m_own->console().windows(), QList<ui::MainWindow *> {const_cast<ui::MainWindow *>(stayed)});

    // The worker elsewhere finishes, what waited still waits, and the local worker works for the new broker.
    RawHttpClient again(after);
    const QByteArray result = R"({"lease_token":")" + task[u"lease_token"_s].toString().toUtf8() + R"(","output":1})";
    const auto reported = again.post("/task/" + task[u"id"_s].toString().toUtf8() + "/result", result);
    QVERIFY2(reported.status == 200, reported.body.constData());
    QVERIFY(again.get("/task?state=scheduled").body.contains("\"later\""));
    const auto echo =
        again.post("/task", R"({"task_type":"echo","payload":{"echo":"hello"}})").json()[u"id"_s].toString().toUtf8();
    QTRY_VERIFY_WITH_TIMEOUT(again.get("/task/" + echo).body.contains("\"completed\""), 20'000);
    QCOMPARE(RawHttpClient(before, 1s).isConnected(), false);
}

void TestOwnConsole::wrongValue_isRefusedByKeyboard()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    type(u"Port"_s, u"99999"_s);
    QVERIFY2(field(u"Port"_s)->accessibleDescription().contains(u"from 0 to 65535"),
             qPrintable(field(u"Port"_s)->accessibleDescription()));
    QCOMPARE(field(u"Port"_s)->text(), u"99999"_s); // To be corrected.
    type(u"Largest payload, in bytes"_s, u"8388609"_s);
    QVERIFY(field(u"Largest payload, in bytes"_s)->accessibleDescription().contains(u"max-body-bytes"));
    QVERIFY(bar()->isHidden());
    QVERIFY(fileText().isEmpty());
}

void TestOwnConsole::openAddress_withoutATokenIsRefused()
{
    auto config = this->config();
    config.isInsecure = true;
    start(config);
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    type(u"Address to listen on"_s, u"0.0.0.0"_s);
    QVERIFY(field(u"Address to listen on"_s)->accessibleDescription().contains(u"asks nobody for a token"));
    QVERIFY(bar()->isHidden());
    QVERIFY(fileText().isEmpty());
}

void TestOwnConsole::shorterKeepTimes_areCountedByTheBroker()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    RawHttpClient client(port());
    const auto made = client.post("/task", R"({"task_type":"later","payload":{},"delay":3600})").json();
    const QByteArray path = "/task/" + made[u"id"_s].toString().toUtf8();
    QCOMPARE(client.request("DELETE", path).status, 200);
    const auto cancelled = client.post("/task", R"({"task_type":"later","payload":{},"delay":3600})").json();
    QCOMPARE(client.post("/task/" + cancelled[u"id"_s].toString().toUtf8() + "/cancel", "{}").status, 200);
    const auto *trash = field(u"Keep deleted tasks in the trash, in seconds"_s);
    type(trash->accessibleName(), u"0"_s);
    QTRY_VERIFY2(trash->accessibleDescription().endsWith(u"Then about 1 task in the trash is deleted for good."),
                 qPrintable(trash->accessibleDescription()));
    const auto *completed = field(u"Keep completed and cancelled tasks, in seconds"_s);
    type(completed->accessibleName(), u"0"_s);
    QTRY_VERIFY2(completed->accessibleDescription().contains(u"Then about 1 task is deleted for good"),
                 qPrintable(completed->accessibleDescription()));
    type(completed->accessibleName(), u"300000"_s);
    QVERIFY(!completed->accessibleDescription().contains(u"deleted"));
    QTRY_COMPARE(bar()->text(), u"2 changes need a broker restart – no task is running"_s);
    // It holds after the restart, and is told by the broker.
    button(u"Drain and restart"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 2, 20'000);
    RawHttpClient again(port());
    QCOMPARE(again.get("/info").json()[u"defaults"_s][u"keep_completed"_s].toDouble(), 300'000.0);
}

void TestOwnConsole::keepTimesOfTheCommandLine_reachTheBroker()
{
    const auto config = app::configFrom({.flags = {{u"data-dir"_s, {m_folder->filePath(u"queue"_s)}},
                                                   {u"port"_s, {u"0"_s}},
                                                   {u"workers"_s, {u"0"_s}},
                                                   {u"keep-dead"_s, {u"7000"_s}},
                                                   {u"keep-trash"_s, {u"8000"_s}}}},
                                        {});
    QVERIFY2(config, config ? "" : qPrintable(config.error()));
    start(*config);
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    const auto info = RawHttpClient(port()).get("/info").json();
    QCOMPARE(info[u"defaults"_s][u"keep_dead"_s].toDouble(), 7'000.0);
    QCOMPARE(info[u"limits"_s][u"trash_seconds"_s].toDouble(), 8'000.0);
}

void TestOwnConsole::room_onTheDiskIsTold()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    RawHttpClient client(port());
    QTRY_VERIFY_WITH_TIMEOUT(client.get("/stats").json()[u"disk"_s].isObject(), 20'000);
    const auto disk = client.get("/stats").json()[u"disk"_s].toObject();
    for (const QString &size : {u"free_bytes"_s, u"total_bytes"_s, u"database_bytes"_s})
        QVERIFY2(disk[size].toDouble() > 0, qPrintable(size));
    QVERIFY(disk[u"free_bytes"_s].toDouble() <= disk[u"total_bytes"_s].toDouble());
}

void TestOwnConsole::requestLog_isTurnedOn()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    {
        // Before that no request is logged: its line would have been written before its answer.
        const RequestLines lines;
        QCOMPARE(RawHttpClient(port()).get("/healthz?token=hush").status, 400);
        QCOMPARE(RawHttpClient(port()).get("/healthz").status, 200);
        QCOMPARE(RequestLines::count(), 0);
    }
    for (auto *box : m_dialog->findChildren<QComboBox *>())
        if (box->accessibleName() == u"Log each request")
            QTest::keyClick(box, Qt::Key_Down);
    QVERIFY2(fileText().contains("log-requests=true"), fileText().constData());
    QTRY_COMPARE(bar()->text(), u"1 change needs a broker restart – no task is running"_s);
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"^GET /healthz 400 \\d+ ms 127\\.0\\.0\\.1$"_s));
    button(u"Drain and restart"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 2, 20'000);
    RawHttpClient client(port());
    QCOMPARE(client.get("/healthz?token=hush").status, 400);
    const RequestLines lines;
    QCOMPARE(client.get("/healthz").status, 200);
    QVERIFY(RequestLines::count() > 0);
}

void TestOwnConsole::fixedSetting_saysWhereItStands()
{
    auto config = this->config();
    config.origins.insert(u"port"_s, u"--port"_s);
    start(config);
    QVERIFY(!field(u"Port"_s)->isEnabled());
    QCOMPARE(field(u"Port"_s)->accessibleDescription(), u"It was set by --port, which wins over this."_s);
    QVERIFY(field(u"Lease, in seconds"_s)->isEnabled());
}

void TestOwnConsole::default_isKeptByItsAbsence()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    type(u"Lease, in seconds"_s, u"60"_s);
    type(u"Names that clients may call it by"_s, u"queue.example.org, queue.local"_s);
    QCOMPARE(bar()->text(), u"2 changes need a broker restart – no task is running"_s);
    const auto read = app::configFrom({.flags = {{u"data-dir"_s, {m_folder->filePath(u"queue"_s)}}}}, {});
    QVERIFY(read);
    QCOMPARE(read->broker.lease, 60s);
    QCOMPARE(read->broker.allowedHosts, QStringList({u"queue.example.org"_s, u"queue.local"_s}));
    field(u"Lease, in seconds"_s)->clear();
    QTest::keyClick(field(u"Lease, in seconds"_s), Qt::Key_Return);
    QCOMPARE(field(u"Lease, in seconds"_s)->text(), u"30"_s);
    QVERIFY(!fileText().contains("lease"));
    QCOMPARE(bar()->text(), u"1 change needs a broker restart – no task is running"_s);
    QTest::mouseClick(button(u"Later"_s), Qt::LeftButton);
    QVERIFY(!m_dialog->isVisible());
}

void TestOwnConsole::portThatIsTaken_isSaidAndLeft()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    auto config = this->config();
    config.broker.port = other.serverPort();
    start(config);
    m_dialog->close();
    const auto banner = [this] {
        for (auto *bar : window()->findChildren<ui::MessageBar *>())
            if (bar->isVisible())
                return bar;
        return static_cast<ui::MessageBar *>(nullptr);
    };
    QTRY_VERIFY_WITH_TIMEOUT(banner(), 20'000);
    QVERIFY2(banner()->text().startsWith(u"Port %1 is taken"_s.arg(other.serverPort())), qPrintable(banner()->text()));
    QTest::mouseClick(banner()->button(), Qt::LeftButton); // Another one.
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    QVERIFY(port() > other.serverPort());
    QVERIFY(fileText().contains("port=" + QByteArray::number(port())));
    QTRY_VERIFY(!banner());
}

void TestOwnConsole::portThatIsTaken_canBeChangedBack()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    type(u"Port"_s, QString::number(other.serverPort()));
    QTest::mouseClick(button(u"Drain and restart"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Drain and restart"_s)->isVisible(), 20'000); // It could not.
    QCOMPARE(m_starts, 1);
    type(u"Port"_s, u"0"_s);
    type(u"Lease, in seconds"_s, u"60"_s);
    QTest::keyClick(button(u"Drain and restart"_s), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 2, 20'000);
    QTRY_VERIFY(bar()->isHidden());
}

void TestOwnConsole::end_goesBeforeARestart()
{
    start(config());
    QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, 20'000);
    QSignalSpy finished(m_own.get(), &app::OwnConsole::finished);
    type(u"Lease, in seconds"_s, u"60"_s);
    QTest::mouseClick(button(u"Drain and restart"_s), Qt::LeftButton);
    m_own->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(m_starts, 1);
}

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestOwnConsole)
#include "tst_own_console.moc"
