// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/api_fixture.h"

#include "broker/http/actor_reader.h"
#include "broker/http/http_api.h"
#include "broker/http/http_error.h"

namespace conduit::test {

using namespace conduit::broker;

namespace {

/// How a stream of events begins.
Outcome streamAnswer(const broker::Result<EventsAsked> &asked)
{
    if (!asked)
        return asked.error();
    return Answer {200, {}};
}

} // namespace

ApiFixture::ApiFixture(const EngineSettings &settings) : inside(QStringLiteral(":memory:"), settings) { }

QByteArray ApiFixture::Reply::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers)
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

ApiFixture::Reply ApiFixture::send(Method method, const QByteArray &target, const QByteArray &body, const Extra &extra)
{
    const auto question = target.indexOf('?');
    const QByteArray path = question < 0 ? target : target.first(question);
    const QByteArray query = question < 0 ? QByteArray() : target.sliced(question + 1);
    auto match = HttpApi::router().match(method, path);
    if (!match) {
        const Answer answer = errorAnswer(match.error().error);
        return {answer.status, answer.body, {{"Allow", match.error().allow}}, {}};
    }
    ApiCall call {++m_lastTicket,
                  {method, path, query, body, extra.ifMatch, extra.idempotencyKey, extra.actor, {}, extra.sentAt},
                  match->parameters};
    if (match->endpoint->isAudited) {
        const auto actor = actorFrom(extra.actor, {QHostAddress(QHostAddress::LocalHost), false});
        if (!actor) {
            const Answer answer = errorAnswer(actor.error());
            return {answer.status, answer.body, {}, {}};
        }
        call.actor = std::make_shared<const Actor>(*actor);
    }
    Outcome outcome = Parked::TaskWait;
    inside.turn([&] {
        const auto &handler = match->endpoint->handler;
        if (const auto *onLane = std::get_if<LaneHandler>(&handler))
            outcome =
                match->endpoint->isRemembered ? answers.answer(*onLane, call, *inside.engine) : (*onLane)(call, *inside.engine);
        else if (const auto *onReader = std::get_if<ReaderHandler>(&handler))
            outcome = (*onReader)(call, readerServices);
        else if (const auto *events = std::get_if<EventsHandler>(&handler))
            outcome = streamAnswer((*events)(call));
        else
            outcome = (*std::get_if<FrontHandler>(&handler))(call);
    });
    if (std::holds_alternative<Parked>(outcome))
        return {};
    if (const auto *work = std::get_if<std::shared_ptr<ReaderWork>>(&outcome)) {
        std::optional<broker::Result<Answer>> result;
        while (!result)
            result = (*work)->step(readerServices);
        outcome = *result ? Outcome(**result) : Outcome(result->error());
    }
    const auto *error = std::get_if<Error>(&outcome);
    const Answer answer = error ? errorAnswer(*error) : std::get<Answer>(outcome);
    return {answer.status, answer.body, answer.headers, answer.handedOut};
}

} // namespace conduit::test
