// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/http_api.h"

#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestRouter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void paths_findTheirEndpoint_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QStringList>("parameters");
        QTest::newRow("collection") << Method::Post << QByteArray("/task") << QByteArray("/task") << QStringList();
        QTest::newRow("slash at the end") << Method::Post << QByteArray("/task/") << QByteArray("/task") << QStringList();
        QTest::newRow("literal before variable")
            << Method::Get << QByteArray("/task/next") << QByteArray("/task/next") << QStringList();
        QTest::newRow("types") << Method::Get << QByteArray("/task/types/") << QByteArray("/task/types") << QStringList();
        QTest::newRow("an id") << Method::Get << QByteArray("/task/42") << QByteArray("/task/{id}") << QStringList {u"42"_s};
        QTest::newRow("slash in a name") << Method::Get << QByteArray("/task/types/img%2Fresize%2050%25/schema")
                                         << QByteArray("/task/types/{type}/schema") << QStringList {u"img/resize 50%"_s};
        QTest::newRow("a type called next") << Method::Get << QByteArray("/task/types/next/schema")
                                            << QByteArray("/task/types/{type}/schema") << QStringList {u"next"_s};
        QTest::newRow("umlauts") << Method::Get << QByteArray("/task/types/gr%C3%B6%C3%9Fe/schema")
                                 << QByteArray("/task/types/{type}/schema") << QStringList {u"größe"_s};
        QTest::newRow("an encoded literal is a name")
            << Method::Get << QByteArray("/task/%6Eext") << QByteArray("/task/{id}") << QStringList {u"next"_s};
        QTest::newRow("HEAD of a GET") << Method::Head << QByteArray("/info") << QByteArray("/info") << QStringList();
    }
    void paths_findTheirEndpoint()
    {
        QFETCH(Method, method);
        QFETCH(QByteArray, path);
        const auto match = HttpApi::router().match(method, path);
        QVERIFY(match);
        QTEST(match->endpoint->pattern, "pattern");
        QTEST(match->parameters, "parameters");
    }

    void otherPaths_areRefused_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("allow");
        const int notFound = static_cast<int>(ErrorCode::NotFound);
        const int notAllowed = static_cast<int>(ErrorCode::MethodNotAllowed);
        QTest::newRow("root") << Method::Get << QByteArray("/") << notFound << QByteArray();
        QTest::newRow("unknown") << Method::Get << QByteArray("/tasks") << notFound << QByteArray();
        QTest::newRow("too long") << Method::Get << QByteArray("/task/1/2/3") << notFound << QByteArray();
        QTest::newRow("double slash") << Method::Get << QByteArray("/task//attempts") << notFound << QByteArray();
        QTest::newRow("two slashes at the end") << Method::Post << QByteArray("/task//") << notFound << QByteArray();
        QTest::newRow("DELETE next") << Method::Delete << QByteArray("/task/next") << notAllowed << QByteArray("GET, OPTIONS");
        QTest::newRow("HEAD next never claims")
            << Method::Head << QByteArray("/task/next") << notAllowed << QByteArray("GET, OPTIONS");
        QTest::newRow("PUT task") << Method::Put << QByteArray("/task") << notAllowed << QByteArray("POST, GET, HEAD, OPTIONS");
        QTest::newRow("a broken escape") << Method::Get << QByteArray("/task/types/%zz/schema")
                                         << static_cast<int>(ErrorCode::InvalidArgument) << QByteArray();
        QTest::newRow("not UTF-8") << Method::Get << QByteArray("/task/types/%ff/schema")
                                   << static_cast<int>(ErrorCode::InvalidArgument) << QByteArray();
    }
    void otherPaths_areRefused()
    {
        QFETCH(Method, method);
        QFETCH(QByteArray, path);
        const auto match = HttpApi::router().match(method, path);
        QVERIFY(!match);
        QTEST(static_cast<int>(match.error().error.code), "code");
        QTEST(match.error().allow, "allow");
    }

    void options_asksForTheList()
    {
        const auto match = HttpApi::router().match(Method::Options, "/task");
        QVERIFY(!match);
        QVERIFY(match.error().isOptions);
        QCOMPARE(match.error().allow, QByteArray("POST, GET, HEAD, OPTIONS"));
    }
};

QTEST_APPLESS_MAIN(TestRouter)
#include "tst_router.moc"
