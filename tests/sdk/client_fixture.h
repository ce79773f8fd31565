// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/scripted_transport.h"

#include <conduit/client.h>

namespace conduit::test {

/// For a test class: a client whose broker says what the test lets it say.
class ClientFixture
{
protected:
    void makeClient()
    {
        m_client.reset();
        m_broker.emplace();
        m_client.emplace(*m_broker);
    }

    /// An answer of the contract, as every client of this project reads it.
    [[nodiscard]] static QByteArray vector(const QString &name);
    [[nodiscard]] static QDateTime utc(const QString &text) { return QDateTime::fromString(text, Qt::ISODateWithMs); }
    /// Keeps the outcome of a call.
    template<typename T>
    [[nodiscard]] static client::Then<T> into(std::optional<client::Result<T>> &outcome)
    {
        return [&outcome](const client::Result<T> &result) { outcome = result; };
    }

    std::optional<ScriptedTransport> m_broker;
    std::optional<client::Client> m_client;
};

} // namespace conduit::test
