// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_error.h"

#include <conduit/json_writer.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

QJsonObject errorOf(const Answer &answer) { return QJsonDocument::fromJson(answer.body).object()["error"_L1].toObject(); }

QByteArray headerOf(const Answer &answer, QByteArrayView wanted)
{
    for (const auto &[name, value] : answer.headers) {
        if (name == wanted)
            return value;
    }
    return {};
}

} // namespace

class TestHttpError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void code_hasItsStatusAndWord_data();
    void code_hasItsStatusAndWord();
    void answer_saysWhatIsWrong();
    void answer_listsTheFaultsOfAPayload();
    void answer_asksForPatienceWhereItHelps_data();
    void answer_asksForPatienceWhereItHelps();
    void unauthorized_namesTheScheme();
    void error_standsBesideAnIdInABatch();
};

void TestHttpError::code_hasItsStatusAndWord_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<int>("status");
    QTest::newRow("malformed_json") << ErrorCode::MalformedJson << 400;
    QTest::newRow("malformed_request") << ErrorCode::MalformedRequest << 400;
    QTest::newRow("invalid_argument") << ErrorCode::InvalidArgument << 400;
    QTest::newRow("unauthorized") << ErrorCode::Unauthorized << 401;
    QTest::newRow("forbidden") << ErrorCode::Forbidden << 403;
    QTest::newRow("not_found") << ErrorCode::NotFound << 404;
    QTest::newRow("method_not_allowed") << ErrorCode::MethodNotAllowed << 405;
    QTest::newRow("not_implemented") << ErrorCode::NotImplemented << 501;
    QTest::newRow("lease_lost") << ErrorCode::LeaseLost << 409;
    QTest::newRow("duplicate") << ErrorCode::Duplicate << 409;
    QTest::newRow("already_ended") << ErrorCode::AlreadyEnded << 409;
    QTest::newRow("payload_too_large") << ErrorCode::PayloadTooLarge << 413;
    QTest::newRow("unsupported_media_type") << ErrorCode::UnsupportedMediaType << 415;
    QTest::newRow("headers_too_large") << ErrorCode::HeadersTooLarge << 431;
    QTest::newRow("request_timeout") << ErrorCode::RequestTimeout << 408;
    QTest::newRow("schema_mismatch") << ErrorCode::SchemaMismatch << 422;
    QTest::newRow("too_many_waiting") << ErrorCode::TooManyWaiting << 429;
    QTest::newRow("too_many_connections") << ErrorCode::TooManyConnections << 503;
    QTest::newRow("shutting_down") << ErrorCode::ShuttingDown << 503;
    QTest::newRow("storage_busy") << ErrorCode::StorageBusy << 503;
    QTest::newRow("storage_full") << ErrorCode::StorageFull << 507;
    QTest::newRow("storage_failed") << ErrorCode::StorageFailed << 500;
}

void TestHttpError::code_hasItsStatusAndWord()
{
    QFETCH(ErrorCode, code);
    QFETCH(int, status);
    QCOMPARE(errorForm(code).status, status);
    QCOMPARE(errorForm(code).word, QByteArrayView(QTest::currentDataTag()));
    QCOMPARE(errorAnswer({code, u"why"_s}).status, status);
}

void TestHttpError::answer_saysWhatIsWrong()
{
    const QJsonObject error = errorOf(errorAnswer({ErrorCode::NotFound, u"No task \"x\" – gone?\n"_s}));
    QCOMPARE(error["code"_L1].toString(), u"not_found"_s);
    QCOMPARE(error["message"_L1].toString(), u"No task \"x\" – gone?\n"_s);
    QVERIFY(error["details"_L1].isArray());
    QVERIFY(error["details"_L1].toArray().isEmpty());
}

void TestHttpError::answer_listsTheFaultsOfAPayload()
{
    const Error mismatch {
        ErrorCode::SchemaMismatch,
        u"The payload does not fit."_s,
        {{u"/image"_s, u"required"_s, u"image is missing"_s}, {u"/width"_s, u"type"_s, u"width must be a number"_s}}};
    const QJsonArray details = errorOf(errorAnswer(mismatch))["details"_L1].toArray();
    QCOMPARE(details.size(), 2);
    QCOMPARE(details[0].toObject(),
             (QJsonObject {{u"pointer"_s, u"/image"_s}, {u"keyword"_s, u"required"_s}, {u"message"_s, u"image is missing"_s}}));
    QCOMPARE(details[1].toObject()["keyword"_L1].toString(), u"type"_s);
}

void TestHttpError::answer_asksForPatienceWhereItHelps_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("429") << ErrorCode::TooManyWaiting << "1"_ba;
    QTest::newRow("503") << ErrorCode::StorageBusy << "1"_ba;
    QTest::newRow("503, stop") << ErrorCode::ShuttingDown << "1"_ba;
    QTest::newRow("409") << ErrorCode::Duplicate << QByteArray();
    QTest::newRow("507") << ErrorCode::StorageFull << QByteArray();
}

void TestHttpError::answer_asksForPatienceWhereItHelps()
{
    QFETCH(ErrorCode, code);
    QFETCH(QByteArray, retryAfter);
    QCOMPARE(headerOf(errorAnswer({code, u"why"_s}), "Retry-After"), retryAfter);
}

void TestHttpError::unauthorized_namesTheScheme()
{
    QCOMPARE(headerOf(errorAnswer({ErrorCode::Unauthorized, u"why"_s}), "WWW-Authenticate"), "Bearer"_ba);
    QCOMPARE(headerOf(errorAnswer({ErrorCode::Forbidden, u"why"_s}), "WWW-Authenticate"), QByteArray());
}

void TestHttpError::error_standsBesideAnIdInABatch()
{
    json::Writer out;
    out.beginObject().name("id").plain("7").name("error");
    writeError(out, {ErrorCode::LeaseLost, u"late"_s});
    out.endObject();
    QCOMPARE(out.take(), R"({"id":"7","error":{"code":"lease_lost","message":"late","details":[]}})"_ba);
}

QTEST_APPLESS_MAIN(TestHttpError)
#include "tst_http_error.moc"
