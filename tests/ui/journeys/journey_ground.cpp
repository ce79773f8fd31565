// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/journey_ground.h"

#include "broker/core/clock.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QStatusBar>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

/// All of it, however narrow the label is.
QString shownBy(const QLabel &label)
{
    const auto *eliding = qobject_cast<const ui::ElidingLabel *>(&label);
    return eliding ? eliding->fullText() : label.text();
}

std::chrono::seconds clockAhead {};

QDateTime timeNow()
{
    static const broker::SystemClock clock;
    return QDateTime::fromMSecsSinceEpoch(clock.now().time_since_epoch().count(), QTimeZone::utc()).addSecs(clockAhead.count());
}

constexpr int kBatchMax = 1'000;
constexpr int kClaimMax = 100;
constexpr int kInFrontMax = 20;         ///< No journey opens so many dialogs and menus one upon another.
constexpr QSize kWindowSize(1600, 900); // Wide enough for the facets beside the list and the details.

} // namespace

JourneyGround::JourneyGround() : m_broker(QStringLiteral(CONDUIT_BIN_DIR)) { manageWindows(); }

JourneyGround::~JourneyGround() { closeConsole(); }

/// Gives the keyboard to the dialog in front, else back to the window that had it before a dialog or a menu: without a display
/// nobody else does.
void JourneyGround::manageWindows()
{
    const auto activate = [this] {
        m_windows.removeIf([](const QPointer<QWindow> &window) { return !window || !window->isVisible(); });
        if (QGuiApplication::focusWindow())
            return;
        if (auto *modal = QGuiApplication::modalWindow())
            modal->requestActivate(); // Which may not have had it yet.
        else if (!m_windows.isEmpty())
            m_windows.last()->requestActivate();
    };
    QObject::connect(qApp, &QGuiApplication::focusWindowChanged, &m_windowManager, [this, activate](QWindow *window) {
        if (!window)
            return;
        if (!m_windows.removeAll(window)) // It may be hidden only after it has lost the keyboard.
            QObject::connect(window, &QWindow::visibleChanged, &m_windowManager, activate, Qt::QueuedConnection);
        m_windows.append(window);
    });
    QObject::connect(qApp, &QGuiApplication::focusWindowChanged, &m_windowManager, activate, Qt::QueuedConnection);
}

bool JourneyGround::start()
{
    if (!m_broker.start())
        return false;
    reconnectApi();
    m_settings = std::make_unique<QSettings>(path(u"console.ini"_s), QSettings::IniFormat);
    m_pools = std::make_unique<app::WorkerPools>(
        app::WorkerPools::Settings {.own = {.program = QStringLiteral(CONDUIT_BIN_DIR "/conduit-worker"),
                                            .workingDirectory = m_folder.path(),
                                            .logDirectory = path(u"logs"_s),
                                            .count = 0,
                                            .concurrency = 2}},
        &std::chrono::steady_clock::now, &timeNow);
    m_pools->attach(m_broker.address(), {});
    m_workers = std::make_unique<app::ConsoleWorkers>(*m_pools);
    m_tokens = std::make_unique<ui::TokenFolder>(path(u"tokens"_s));
    return true;
}

void JourneyGround::openConsole(const QString &page, const QString &address)
{
    if (!page.isEmpty())
        m_settings->setValue(u"window/page"_s, page);
    const QString way = address.isEmpty() ? m_broker.address() : address;
    m_transport = std::make_unique<client::HttpTransport>(QUrl(way));
    m_guard = std::make_unique<ui::GuardedTransport>(*m_transport);
    m_client = std::make_unique<client::Client>(*m_guard);
    m_client->setActor(u"console tester@bench"_s);
    m_console = std::make_unique<ui::Console>(ui::ConsoleParts {.client = *m_client,
                                                                .address = way,
                                                                .settings = *m_settings,
                                                                .now = &timeNow,
                                                                .person = u"tester"_s,
                                                                .actor = u"console tester@bench"_s,
                                                                .localWorkers = m_workers.get(),
                                                                .guard = m_guard.get()},
                                              m_tokens.get());
    auto *window = m_console->openWindow();
    window->resize(kWindowSize);
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
}

void JourneyGround::closeConsole()
{
    const auto inFront = [] {
        return QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::activeModalWidget();
    };
    for (int left = kInFrontMax; left > 0 && inFront() && inFront()->close(); --left) { } // One may not go.
    m_console.reset();
    m_client.reset();
    m_guard.reset();
    m_transport.reset();
}

QListWidget *JourneyGround::rail() const { return window()->findChild<ui::NavRail *>(); }

bool JourneyGround::detailsShow(const QString &id) const
{
    const auto *tasks = page<ui::TasksPage>();
    const auto &task = tasks->details()->task();
    return tasks->isVisible() && task && task->id == id;
}

ui::Toast *JourneyGround::toast() const { return window()->findChild<ui::Toast *>(); }

ui::MessageBar *JourneyGround::banner() const
{
    const auto bars = window()->findChildren<ui::MessageBar *>();
    const auto found =
        std::ranges::find(bars, window()->centralWidget(), [](const QWidget *bar) { return bar->parentWidget(); });
    return found == bars.end() ? nullptr : *found;
}

void JourneyGround::setClock(std::chrono::seconds ahead) { clockAhead = ahead; }

bool JourneyGround::statusBarSays(const QString &text) const
{
    const auto labels = window()->statusBar()->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return shownBy(*label).contains(text); });
}

void JourneyGround::addTasks(int count, const QByteArray &members)
{
    const auto batchOf = [&](int n) { return "{\"tasks\":[" + QByteArrayList(n, '{' + members + '}').join(',') + "]}"; };
    const auto whole = batchOf(kBatchMax);
    for (int rest = count; rest > 0; rest -= kBatchMax) {
        const auto answer = m_api->post("/task/batch", rest < kBatchMax ? batchOf(rest) : whole);
        QVERIFY2(answer.status == 201 || answer.status == 200, answer.body);
    }
}

void JourneyGround::killTasks(int count, const QByteArray &type, const QByteArray &error)
{
    while (count > 0) {
        const auto n = QByteArray::number(std::min(count, kClaimMax));
        const auto claimed = m_api->post("/task/claim", "{\"worker\":\"w\",\"types\":[" + quoted(type) + "],\"n\":" + n + '}');
        QByteArrayList results;
        for (const auto &task : claimed.json()["tasks"_L1].toArray())
            results.append("{\"id\":" + quoted(task.toObject()["id"_L1].toString()) + ",\"lease_token\":"
                           + quoted(task.toObject()["lease_token"_L1].toString()) + ",\"error\":" + quoted(error) + '}');
        QVERIFY2(!results.isEmpty(), claimed.body);
        QCOMPARE(m_api->post("/task/results", "{\"results\":[" + results.join(',') + "]}").status, 200);
        count -= static_cast<int>(results.size());
    }
}

int JourneyGround::countOf(const QByteArray &filter)
{
    const auto answer = m_api->get("/task?limit=500&q=" + QUrl::toPercentEncoding(QString::fromUtf8(filter)));
    return static_cast<int>(answer.json()["tasks"_L1].toArray().size());
}

QJsonObject JourneyGround::newest(const QByteArray &filter)
{
    const auto answer = m_api->get("/task?limit=1&q=" + QUrl::toPercentEncoding(QString::fromUtf8(filter)));
    return answer.json()["tasks"_L1].toArray().first().toObject();
}

} // namespace conduit::test
