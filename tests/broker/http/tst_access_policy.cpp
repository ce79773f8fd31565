// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/access_policy.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kAllowed = static_cast<ErrorCode>(-1);

AccessPolicy openPolicy()
{
    return {.token = {}, .allowedHosts = {u"queue.example.org"_s}, .allowedOrigins = {u"https://console.example.org"_s}};
}

AccessPolicy guardedPolicy()
{
    AccessPolicy policy = openPolicy();
    policy.token = "s3cret";
    return policy;
}

std::optional<QByteArrayView> view(const QByteArray &text)
{
    return text.isNull() ? std::nullopt : std::optional<QByteArrayView>(text);
}

/// A request of a program on the same machine.
AccessHeaders plainHeaders()
{
    AccessHeaders headers;
    headers.host = "127.0.0.1:8080";
    return headers;
}

ErrorCode verdict(const std::optional<Error> &refusal) { return refusal ? refusal->code : kAllowed; }

ErrorCode verdictOn(const AccessPolicy &policy, Method method, QByteArrayView path, const AccessHeaders &headers,
                    bool hasBody = false)
{
    return verdict(policy.refusal(method, path, false, hasBody, headers));
}

} // namespace

class TestAccessPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void host_mustNotBeRebindable_data();
    void host_mustNotBeRebindable();
    void oldHttp_mayLeaveOutHost();
    void origin_mustBeAllowed_data();
    void origin_mustBeAllowed();
    void token_isAskedFor_data();
    void token_isAskedFor();
    void probes_needNoToken_data();
    void probes_needNoToken();
    void mediaType_mustBeJson_data();
    void mediaType_mustBeJson();
    void mediaTypeRefusal_namesTheHeader();
    void preflight_isAnsweredForAllowedOrigins();
    void preflight_needsNoToken();
    void preflight_ofOtherOriginsIsRefused();
    void options_withoutAskingIsAnOrdinaryRequest();
};

void TestAccessPolicy::host_mustNotBeRebindable_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("loopback") << "127.0.0.1"_ba << true;
    QTest::newRow("loopback, port") << "127.0.0.1:8080"_ba << true;
    QTest::newRow("empty port") << "127.0.0.1:"_ba << true;
    QTest::newRow("another address") << "192.168.7.9:80"_ba << true;
    QTest::newRow("version 6") << "[::1]"_ba << true;
    QTest::newRow("version 6, port") << "[fe80::1]:8080"_ba << true;
    QTest::newRow("version 4 in 6") << "[::ffff:127.0.0.1]:8080"_ba << true;
    QTest::newRow("localhost") << "localhost:8080"_ba << true;
    QTest::newRow("case") << "LocalHost"_ba << true;
    QTest::newRow("root dot") << "localhost."_ba << true;
    QTest::newRow("allowed name") << "queue.example.org"_ba << true;
    QTest::newRow("allowed name, port, case, dot") << "Queue.Example.ORG.:443"_ba << true;

    QTest::newRow("another name") << "evil.example.org"_ba << false;
    QTest::newRow("longer name") << "queue.example.org.evil.com"_ba << false;
    QTest::newRow("shorter name") << "example.org"_ba << false;
    QTest::newRow("prefix") << "xqueue.example.org"_ba << false;
    QTest::newRow("below localhost") << "a.localhost"_ba << false;
    QTest::newRow("looks like an address") << "127.0.0.1.nip.io"_ba << false;
    QTest::newRow("short form") << "127.1"_ba << false;
    QTest::newRow("hexadecimal") << "0x7f000001"_ba << false;
    QTest::newRow("decimal") << "2130706433"_ba << false;
    QTest::newRow("octal-looking") << "0177.0.0.1"_ba << false;
    QTest::newRow("version 6 without brackets") << "::1"_ba << false;
    QTest::newRow("open bracket") << "[::1"_ba << false;
    QTest::newRow("name in brackets") << "[localhost]"_ba << false;
    QTest::newRow("behind the bracket") << "[::1]x"_ba << false;
    QTest::newRow("port of letters") << "127.0.0.1:80a"_ba << false;
    QTest::newRow("long port") << "127.0.0.1:808080"_ba << false;
    QTest::newRow("user") << "user@127.0.0.1"_ba << false;
    QTest::newRow("two dots") << "localhost.."_ba << false;
    QTest::newRow("only a port") << ":8080"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("long") << QByteArray(5000, '1') << false;
}

void TestAccessPolicy::host_mustNotBeRebindable()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, isAllowed);
    AccessHeaders headers;
    headers.host = host;
    QCOMPARE(verdictOn(openPolicy(), Method::Get, "/task", headers), isAllowed ? kAllowed : ErrorCode::Forbidden);
    QCOMPARE(verdict(openPolicy().refusal(Method::Get, "/task", true, false, headers)),
             isAllowed ? kAllowed : ErrorCode::Forbidden);
}

void TestAccessPolicy::oldHttp_mayLeaveOutHost()
{
    QCOMPARE(verdict(openPolicy().refusal(Method::Get, "/task", true, false, {})), kAllowed);
    QCOMPARE(verdict(openPolicy().refusal(Method::Get, "/task", false, false, {})), ErrorCode::Forbidden);
}

void TestAccessPolicy::origin_mustBeAllowed_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("site");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("no browser") << QByteArray() << QByteArray() << true;
    QTest::newRow("allowed") << "https://console.example.org"_ba << QByteArray() << true;
    QTest::newRow("allowed, cross-site") << "https://console.example.org"_ba
                                         << "cross-site"_ba << true;
    QTest::newRow("allowed, same-site") << "https://console.example.org"_ba
                                        << "same-site"_ba << true;
    QTest::newRow("typed into the address bar") << QByteArray() << "none"_ba << true;
    QTest::newRow("own page") << QByteArray() << "same-origin"_ba << true;

    QTest::newRow("another") << "https://evil.example.org"_ba << QByteArray() << false;
    QTest::newRow("another scheme") << "http://console.example.org"_ba << QByteArray() << false;
    QTest::newRow("another port") << "https://console.example.org:8443"_ba << QByteArray() << false;
    QTest::newRow("longer") << "https://console.example.org.evil.com"_ba << QByteArray() << false;
    QTest::newRow("null") << "null"_ba << QByteArray() << false;
    QTest::newRow("empty") << ""_ba << QByteArray() << false;
    QTest::newRow("the broker's own address") << "http://127.0.0.1:8080"_ba
                                              << "same-origin"_ba << false;
    QTest::newRow("an image on a page") << QByteArray() << "cross-site"_ba << false;
    QTest::newRow("a sister page") << QByteArray() << "same-site"_ba << false;
    QTest::newRow("in capitals") << QByteArray() << "Cross-Site"_ba << false;
    QTest::newRow("another, own site") << "https://evil.example.org"_ba
                                       << "same-origin"_ba << false;
}

void TestAccessPolicy::origin_mustBeAllowed()
{
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, site);
    QFETCH(bool, isAllowed);
    AccessHeaders headers = plainHeaders();
    headers.origin = view(origin);
    headers.secFetchSite = view(site);
    for (const Method method : {Method::Get, Method::Post, Method::Head, Method::Options})
        QCOMPARE(verdictOn(openPolicy(), method, "/task/next", headers), isAllowed ? kAllowed : ErrorCode::Forbidden);
}

void TestAccessPolicy::token_isAskedFor_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("right") << "Bearer s3cret"_ba << true;
    QTest::newRow("scheme in another case") << "bearer s3cret"_ba << true;
    QTest::newRow("two spaces") << "Bearer  s3cret"_ba << true;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("only the scheme") << "Bearer"_ba << false;
    QTest::newRow("no token") << "Bearer "_ba << false;
    QTest::newRow("another scheme") << "Basic s3cret"_ba << false;
    QTest::newRow("only the token") << "s3cret"_ba << false;
    QTest::newRow("another case") << "Bearer S3cret"_ba << false;
    QTest::newRow("shorter") << "Bearer s3cre"_ba << false;
    QTest::newRow("longer") << "Bearer s3crets"_ba << false;
    QTest::newRow("twice") << "Bearer s3crets3cret"_ba << false;
    QTest::newRow("last byte") << "Bearer s3creu"_ba << false;
}

void TestAccessPolicy::token_isAskedFor()
{
    QFETCH(QByteArray, authorization);
    QFETCH(bool, isAllowed);
    AccessHeaders headers = plainHeaders();
    headers.authorization = view(authorization);
    for (const QByteArrayView path : {"/task", "/task/next", "/info", "/healthz/x", "/readyzz", "/%68ealthz"})
        QCOMPARE(verdictOn(guardedPolicy(), Method::Get, path, headers), isAllowed ? kAllowed : ErrorCode::Unauthorized);
    QCOMPARE(verdictOn(openPolicy(), Method::Get, "/task", headers), kAllowed);
}

void TestAccessPolicy::probes_needNoToken_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/healthz", "/readyz", "/healthz/", "/readyz/"})
        QTest::newRow(path) << QByteArray(path);
}

void TestAccessPolicy::probes_needNoToken()
{
    QFETCH(QByteArray, path);
    QCOMPARE(verdictOn(guardedPolicy(), Method::Get, path, plainHeaders()), kAllowed);
    AccessHeaders foreign = plainHeaders();
    foreign.host = "evil.example.org";
    QCOMPARE(verdictOn(guardedPolicy(), Method::Get, path, foreign), ErrorCode::Forbidden);
}

void TestAccessPolicy::mediaType_mustBeJson_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("json") << Method::Post << true << "application/json"_ba << true;
    QTest::newRow("charset") << Method::Post << true << "application/json; charset=utf-8"_ba << true;
    QTest::newRow("charset, no space") << Method::Post << true << "application/json;charset=utf-8"_ba << true;
    QTest::newRow("capitals") << Method::Put << true << "Application/JSON"_ba << true;
    QTest::newRow("space before the parameter") << Method::Patch << true << "application/json ; a=b"_ba << true;
    QTest::newRow("GET labelled") << Method::Get << false << "application/json"_ba << true;
    QTest::newRow("GET labelled otherwise") << Method::Get << false << "text/plain"_ba << true;
    QTest::newRow("GET") << Method::Get << false << QByteArray() << true;
    QTest::newRow("POST of nothing") << Method::Post << false << QByteArray() << true;
    QTest::newRow("DELETE") << Method::Delete << false << QByteArray() << true;

    QTest::newRow("form") << Method::Post << true << "application/x-www-form-urlencoded"_ba << false;
    QTest::newRow("no label") << Method::Post << true << QByteArray() << false;
    QTest::newRow("empty label") << Method::Post << true << ""_ba << false;
    QTest::newRow("text") << Method::Put << true << "text/plain"_ba << false;
    QTest::newRow("text that mentions json") << Method::Post << true << "text/plain; application/json"_ba << false;
    QTest::newRow("two in a list") << Method::Post << true << "application/json, text/plain"_ba << false;
    QTest::newRow("json's relative") << Method::Post << true << "application/json-patch+json"_ba << false;
    QTest::newRow("empty form") << Method::Post << false << "application/x-www-form-urlencoded"_ba << false;
    QTest::newRow("GET with a body") << Method::Get << true << QByteArray() << false;
    QTest::newRow("DELETE with a body") << Method::Delete << true << "text/plain"_ba << false;
}

void TestAccessPolicy::mediaType_mustBeJson()
{
    QFETCH(Method, method);
    QFETCH(bool, hasBody);
    QFETCH(QByteArray, contentType);
    QFETCH(bool, isAllowed);
    AccessHeaders headers = plainHeaders();
    headers.contentType = view(contentType);
    QCOMPARE(verdictOn(openPolicy(), method, "/task", headers, hasBody),
             isAllowed ? kAllowed : ErrorCode::UnsupportedMediaType);
}

void TestAccessPolicy::mediaTypeRefusal_namesTheHeader()
{
    const auto refusal = openPolicy().refusal(Method::Post, "/task", false, true, plainHeaders());
    QVERIFY(refusal);
    QVERIFY(refusal->message.contains("Content-Type: application/json"_L1));
}

void TestAccessPolicy::preflight_isAnsweredForAllowedOrigins()
{
    AccessHeaders headers = plainHeaders();
    headers.origin = "https://console.example.org";
    headers.secFetchSite = "cross-site";
    headers.asksPreflight = true;
    const std::optional<Answer> answer = openPolicy().preflightAnswer(Method::Options, headers);
    QVERIFY(answer);
    QCOMPARE(answer->status, 204);
    QVERIFY(answer->headers.contains(std::pair {"Access-Control-Allow-Methods"_ba, "GET, HEAD, POST, PUT, PATCH, DELETE"_ba}));
    QVERIFY(!openPolicy().preflightAnswer(Method::Get, headers));
}

void TestAccessPolicy::preflight_needsNoToken()
{
    AccessHeaders headers = plainHeaders();
    headers.origin = "https://console.example.org";
    headers.asksPreflight = true;
    QCOMPARE(verdictOn(guardedPolicy(), Method::Options, "/task", headers), kAllowed);
    QCOMPARE(verdictOn(guardedPolicy(), Method::Get, "/task", headers), ErrorCode::Unauthorized);
}

void TestAccessPolicy::preflight_ofOtherOriginsIsRefused()
{
    AccessHeaders headers = plainHeaders();
    headers.origin = "https://evil.example.org";
    headers.asksPreflight = true;
    QCOMPARE(verdictOn(openPolicy(), Method::Options, "/task", headers), ErrorCode::Forbidden);
}

void TestAccessPolicy::options_withoutAskingIsAnOrdinaryRequest()
{
    AccessHeaders headers = plainHeaders();
    QVERIFY(!openPolicy().preflightAnswer(Method::Options, headers));
    headers.asksPreflight = true; // but from no page
    QVERIFY(!openPolicy().preflightAnswer(Method::Options, headers));
    QCOMPARE(verdictOn(guardedPolicy(), Method::Options, "/task", headers), ErrorCode::Unauthorized);
}

QTEST_APPLESS_MAIN(TestAccessPolicy)
#include "tst_access_policy.moc"
