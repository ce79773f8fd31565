// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/answer_memory.h"
#include "broker/storage/sql_answer_store.h"
#include "broker/storage/sql_task_reader.h"
#include "tests/support/lane_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace conduit::test {

/// The API without sockets: a request goes through the router to its handler, each in a turn of its own.
class ApiFixture
{
public:
    explicit ApiFixture(const broker::EngineSettings &settings = {});

    struct Reply
    {
        int status = 0; ///< 0: the request is parked.
        QByteArray body;
        QList<std::pair<QByteArray, QByteArray>> headers;
        QList<broker::HandedOut> handedOut;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        [[nodiscard]] QJsonValue at(const char *member) const { return json().value(QLatin1String(member)); }
        [[nodiscard]] QString errorCode() const { return at("error").toObject().value(QLatin1String("code")).toString(); }
        [[nodiscard]] QString errorMessage() const { return at("error").toObject().value(QLatin1String("message")).toString(); }
        [[nodiscard]] QByteArray header(const QByteArray &name) const;
    };
    /// Headers that a test adds to a request.
    struct Extra
    {
        QByteArray ifMatch = {};
        QByteArray idempotencyKey = {};
        QByteArray actor = {};
        QByteArray sentAt = {};
    };
    Reply send(broker::Method method, const QByteArray &target, const QByteArray &body, const Extra &extra);
    Reply send(broker::Method method, const QByteArray &target, const QByteArray &body = {})
    {
        return send(method, target, body, {});
    }
    Reply get(const QByteArray &target) { return send(broker::Method::Get, target); }
    Reply post(const QByteArray &target, const QByteArray &body) { return send(broker::Method::Post, target, body); }

    LaneFixture inside;
    broker::SqlTaskReader reader {*inside.database};
    broker::SqlAnswerStore answerStore {*inside.database};
    broker::AnswerMemory answers {answerStore, inside.clock};
    broker::SqlAuditReader auditReader {*inside.database};
    broker::ReaderServices readerServices {reader, auditReader, inside.engine->policies, inside.clock};

private:
    broker::Ticket m_lastTicket = 0;
};

} // namespace conduit::test
