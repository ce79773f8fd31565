// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"

#include <QTest>

namespace conduit::test {

/// What a page by itself needs: a scripted broker, and settings that are nobody's. Timed from when it is built.
class PageGround : public QObject
{
protected:
    void build()
    {
        m_broker = std::make_unique<ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<PretendSettings>();
        TimedApp::watch();
    }
    /// After the test's own page is gone.
    void tearDown()
    {
        const QString slow = TimedApp::fault();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    std::unique_ptr<ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
};

/// One was heard of just now, the other is late.
inline constexpr auto kTwoWorkers = R"({"workers":[
    {"name":"local-1","host":"desk","pid":11,"types":["echo"],"concurrency":2,"running":1,"last_seen_at":"2026-11-25T14:03:05.000Z"},
    {"name":"gpu-04","host":"10.0.0.8","pid":12,"types":["resize"],"concurrency":4,"running":0,"last_seen_at":"2026-11-25T14:02:26.000Z"}]})";

} // namespace conduit::test
