// SPDX-License-Identifier: GPL-3.0-only
#include "tests/counts/hand_driven_broker.h"

#include <QAbstractEventDispatcher>
#include <QHostAddress>

namespace conduit::counts {

using namespace conduit::broker;

HandDrivenBroker::HandDrivenBroker(const QString &databasePath)
    : m_inside(databasePath),
      m_reader(*m_inside.database),
      m_audit(*m_inside.database),
      m_answers(*m_inside.database),
      m_api({m_context, m_context}, *m_inside.engine, m_reader, m_audit, m_answers),
      m_front(*this, {}, {}, m_inside.clock)
{
    if (!m_inside.database->prepareForWriting() || !m_front.listen(QHostAddress(QHostAddress::LocalHost), 0))
        qFatal("the broker cannot be made");
    m_api.setFront(&m_front);
    m_inside.lane.moveToThread(&m_nobody);
}

HandDrivenBroker::~HandDrivenBroker() { m_api.setFront(nullptr); }

bench::Endpoint HandDrivenBroker::endpoint() const
{
    bench::Endpoint endpoint;
    endpoint.port = m_front.port();
    return endpoint;
}

void HandDrivenBroker::readRequests(std::size_t requests)
{
    auto *events = QAbstractEventDispatcher::instance();
    for (m_received = 0; m_received < requests;)
        events->processEvents(QEventLoop::WaitForMoreEvents);
}

void HandDrivenBroker::sendAnswers() { QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents); }

void HandDrivenBroker::receive(Ticket ticket, Request request)
{
    ++m_received;
    m_api.receive(ticket, std::move(request));
}

} // namespace conduit::counts
