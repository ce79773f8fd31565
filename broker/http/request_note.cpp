// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/request_note.h"

#include "broker/http/router.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace conduit::broker {

namespace {

Q_LOGGING_CATEGORY(lcRequests, "conduit.requests")

constexpr qsizetype kPathBytesMax = 200;

QByteArray shortened(QByteArrayView path)
{
    return path.size() > kPathBytesMax ? path.first(kPathBytesMax).toByteArray() + QByteArrayLiteral("...")
                                       : path.toByteArray();
}

} // namespace

RequestNote::RequestNote(std::optional<Method> method, QByteArrayView path, const QHostAddress &peer)
    : m_method(method ? nameOf(*method) : QByteArray("-")),
      m_path(path.isEmpty() ? QByteArray("-") : shortened(path)),
      m_peer(peer),
      m_begin(std::chrono::steady_clock::now())
{
}

void RequestNote::log(int status) const { write(QString::number(status)); }

void RequestNote::logGone() const { write(u"gone"_s); }

void RequestNote::write(const QString &outcome) const
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_begin).count();
    qCInfo(lcRequests).noquote() << QString::fromLatin1(m_method) << QString::fromUtf8(m_path) << outcome << u"%1 ms"_s.arg(ms)
                                 << (m_peer.isNull() ? u"-"_s : m_peer.toString());
}

} // namespace conduit::broker
