// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/type_feed.h"

using namespace std::chrono_literals;

namespace conduit::ui {

TypeFeed::TypeFeed(client::Client &client, TypeModel &model, QObject *parent)
    : QObject(parent), m_client(client), m_model(model), m_watch(5s, [this] { reload(); })
{
}

void TypeFeed::reload()
{
    if (m_isReading)
        return;
    m_isReading = true;
    m_client.listTypes(this, [this](const client::Result<QStringList> &answer) {
        m_isReading = false;
        if (!answer)
            return;
        m_model.setNames(*answer);
        m_isLoaded = true;
        Q_EMIT loaded();
        m_isReading = true;
        loadSchemas(*answer);
    });
}

void TypeFeed::loadSchemas(const QStringList &names)
{
    if (names.isEmpty()) {
        m_isReading = false;
        return;
    }
    m_client.loadSchema(names.first(), this, [this, rest = names.sliced(1)](const client::Result<wire::Schema> &answer) {
        if (answer)
            m_model.setSchema(*answer);
        // A broker that went away is asked again with the next round.
        const auto isAway = !answer && answer.error().isUnreachable();
        loadSchemas(isAway ? QStringList() : rest);
    });
}

} // namespace conduit::ui
