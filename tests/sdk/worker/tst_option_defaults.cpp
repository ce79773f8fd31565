// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/option_defaults.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit::worker;

class TestOptionDefaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_place = {.environment = QProcessEnvironment(), .name = u"host-7-abcd"_s, .cores = 4}; }

    void nothingIsNeeded()
    {
        const auto options = completed({}, m_types, m_place);
        QVERIFY(options);
        QCOMPARE(options->brokerUrl, QUrl(u"http://127.0.0.1:8080"_s));
        QCOMPARE(options->token, QByteArray());
        QCOMPARE(options->name, u"host-7-abcd"_s);
        QCOMPARE(options->concurrency, 4);
        QCOMPARE(options->types, m_types);
    }

    void environment_saysWhatTheProgramLeavesOpen()
    {
        m_place.environment.insert(u"BROKER_URL"_s, u"http://older:1"_s);
        m_place.environment.insert(u"CONDUIT_TOKEN"_s, u"secret"_s);
        m_place.environment.insert(u"WORKER_NAME"_s, u"press"_s);
        const auto options = completed({}, m_types, m_place);
        QVERIFY(options);
        QCOMPARE(options->brokerUrl, QUrl(u"http://older:1"_s));
        QCOMPARE(options->token, "secret");
        QCOMPARE(options->name, u"press"_s);

        m_place.environment.insert(u"CONDUIT_URL"_s, u"https://newer"_s);
        const auto newer = completed({}, m_types, m_place);
        QVERIFY(newer);
        QCOMPARE(newer->brokerUrl, QUrl(u"https://newer"_s));
    }

    void program_hasTheLastWord()
    {
        m_place.environment.insert(u"CONDUIT_URL"_s, u"http://other"_s);
        m_place.environment.insert(u"WORKER_NAME"_s, u"other"_s);
        const auto options = completed(
            {.brokerUrl = QUrl(u"http://mine"_s), .name = u"mine"_s, .concurrency = 9, .types = {u"b"_s}}, m_types, m_place);
        QVERIFY(options);
        QCOMPARE(options->brokerUrl, QUrl(u"http://mine"_s));
        QCOMPARE(options->name, u"mine"_s);
        QCOMPARE(options->concurrency, 9);
        QCOMPARE(options->types, QStringList {u"b"_s});
    }

    void name_mayBeInAnyScript()
    {
        const auto options = completed({.name = u"wörker/1 50% 🎉"_s}, m_types, m_place);
        QVERIFY(options);
        QCOMPARE(options->name, u"wörker/1 50% 🎉"_s);
    }

    void whatCannotBe_isSaid_data()
    {
        QTest::addColumn<WorkerOptions>("options");
        QTest::addColumn<QString>("word");
        using std::chrono::milliseconds;
        QTest::newRow("no web address") << WorkerOptions {.brokerUrl = QUrl(u"ftp://x"_s)} << u"address"_s;
        QTest::newRow("password") << WorkerOptions {.brokerUrl = QUrl(u"http://a:b@x"_s)} << u"without a name or password"_s;
        QTest::newRow("token") << WorkerOptions {.token = "a\r\nHost: b"} << u"token"_s;
        QTest::newRow("name") << WorkerOptions {.name = QString(201, u'x')} << u"name"_s;
        QTest::newRow("name of two lines") << WorkerOptions {.name = u"a\nb"_s} << u"printable"_s;
        QTest::newRow("concurrency") << WorkerOptions {.concurrency = 1'001} << u"1 to 1000"_s;
        QTest::newRow("negative concurrency") << WorkerOptions {.concurrency = -1} << u"not -1"_s;
        QTest::newRow("type") << WorkerOptions {.types = {u"c"_s}} << u"\"c\"; there are handlers for a, b"_s;
        QTest::newRow("lease") << WorkerOptions {.lease = milliseconds(999)} << u"lease"_s;
        QTest::newRow("grace") << WorkerOptions {.grace = milliseconds(-1)} << u"grace"_s;
    }
    void whatCannotBe_isSaid()
    {
        QFETCH(const WorkerOptions, options);
        QFETCH(const QString, word);
        const auto complete = completed(options, m_types, m_place);
        QVERIFY(!complete);
        QVERIFY2(complete.error().contains(word), qPrintable(complete.error()));
    }

    void password_isNotRepeated()
    {
        const auto complete = completed({.brokerUrl = QUrl(u"http://a:secret@x"_s)}, m_types, m_place);
        QVERIFY(!complete);
        QVERIFY(!complete.error().contains(u"secret"_s));
    }

    void workerWithoutHandlers_isTold()
    {
        const auto complete = completed({}, {}, m_place);
        QVERIFY(!complete);
        QVERIFY(complete.error().contains(u"needs a handler"_s));
    }

private:
    const QStringList m_types {u"a"_s, u"b"_s};
    Place m_place;
};

QTEST_APPLESS_MAIN(TestOptionDefaults)
#include "tst_option_defaults.moc"
