// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/backoff.h"

#include <QTest>

using namespace conduit::broker;
using namespace std::chrono_literals;

namespace {

Result<Backoff> read(const QByteArray &text)
{
    const auto document = conduit::json::Document::parse(text, 8);
    if (!document)
        qFatal("not JSON: %s", text.constData());
    return Backoff::from(document->root());
}

Backoff exponential(double factor)
{
    Backoff backoff;
    backoff.kind = Backoff::Kind::Exponential;
    backoff.factor = factor;
    return backoff;
}

Backoff fixed(Milliseconds base)
{
    Backoff backoff;
    backoff.kind = Backoff::Kind::Fixed;
    backoff.base = base;
    return backoff;
}

Backoff list(std::vector<Milliseconds> delays)
{
    Backoff backoff;
    backoff.kind = Backoff::Kind::List;
    backoff.delays = std::move(delays);
    return backoff;
}

} // namespace

class TestBackoff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void default_isTheFourthPowerOfTheAttempts()
    {
        const Backoff backoff;
        QVERIFY(backoff.delayAfter(1, 0) == 1s);
        QVERIFY(backoff.delayAfter(2, 0) == 16s);
        QVERIFY(backoff.delayAfter(3, 0) == 81s);
        QVERIFY(backoff.delayAfter(12, 0) == 20'736s);
        QVERIFY(backoff.delayAfter(13, 0) == 6h);
    }

    void eachKind_hasItsCurve()
    {
        Backoff square;
        square.base = 500ms;
        square.factor = 2;
        QVERIFY(square.delayAfter(3, 0) == 4'500ms);

        QVERIFY(exponential(2).delayAfter(1, 0) == 1s);
        QVERIFY(exponential(2).delayAfter(5, 0) == 16s);
        QVERIFY(exponential(1.5).delayAfter(3, 0) == 2'250ms);
        QVERIFY(exponential(2).delayAfter(100, 0) == 6h);

        QVERIFY(fixed(10s).delayAfter(1, 0) == 10s);
        QVERIFY(fixed(10 * 24h).delayAfter(1'000, 0) == 10 * 24h); // Nothing grows, so nothing is capped.

        QVERIFY(list({1s, 1min, 1h}).delayAfter(1, 0) == 1s);
        QVERIFY(list({1s, 1min, 1h}).delayAfter(3, 0) == 1h);
        QVERIFY(list({1s, 1min, 1h}).delayAfter(4, 0) == 1h);
    }

    void delay_neverFallsAndStopsAtTheCap()
    {
        for (const double factor : {1.0, 1.01, 2.0, 4.0, 17.3, 100.0}) {
            for (const auto kind : {Backoff::Kind::Polynomial, Backoff::Kind::Exponential}) {
                Backoff backoff = exponential(factor);
                backoff.kind = kind;
                backoff.cap = 40min;
                Milliseconds last {0};
                for (int n = 1; n <= 1'000; ++n) {
                    const auto delay = backoff.delayAfter(n, 0);
                    QVERIFY(delay >= last);
                    QVERIFY(delay > 0ms);
                    QVERIFY(delay <= 40min);
                    last = delay;
                }
            }
        }
    }

    void delay_isSpreadByTheJitterAlsoAtTheCap()
    {
        const Backoff backoff;
        QCOMPARE(backoff.delayAfter(2, -1).count(), 13'600);
        QCOMPARE(backoff.delayAfter(2, 1).count(), 18'400);
        QVERIFY(backoff.delayAfter(100, -1) == 18'360s);
        QVERIFY(backoff.delayAfter(100, 1) == 24'840s);
        QVERIFY(list({100s}).delayAfter(1, -1) == 85s);
        QVERIFY(fixed(100s).delayAfter(1, 0.5) == 107'500ms);
    }

    void delay_isPositiveForOddNumbers()
    {
        const Backoff backoff;
        QVERIFY(backoff.delayAfter(0, 0) > 0ms);
        QVERIFY(backoff.delayAfter(-3, -1) > 0ms);
        QVERIFY(backoff.delayAfter(std::numeric_limits<int>::max(), 1) > 0ms);
        Backoff wide = fixed(1ms);
        wide.jitter = 1;
        QVERIFY(wide.delayAfter(1, -1) == 1ms);
        wide.base = Backoff::kDelayMax;
        QVERIFY(wide.delayAfter(1, 1) == 2 * Backoff::kDelayMax);
    }

    void absentMembers_haveTheirDefaults()
    {
        QVERIFY(*read("{}") == Backoff());
        QVERIFY(*read("{\"kind\":null,\"base\":null,\"jitter\":null}") == Backoff());
        QVERIFY(*read("{\"kind\":\"exponential\"}") == exponential(2));
        QVERIFY(*read("{\"kind\":\"fixed\",\"base\":10}") == fixed(10s));
        QVERIFY(*read("{\"kind\":\"list\",\"delays\":[0.5,60]}") == list({500ms, 60s}));
    }

    void text_isCanonicalAndReadBack_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char *given, const char *canonical) {
            QTest::newRow(given) << QByteArray(given) << QByteArray(canonical);
        };
        row("{}", "{\"kind\":\"polynomial\",\"base\":1,\"factor\":4,\"cap\":21600,\"jitter\":0.15}");
        row("{\"jitter\":1e0,\"cap\":5,\"kind\":\"exponential\",\"base\":2.5,\"factor\":1.5}",
            "{\"kind\":\"exponential\",\"base\":2.5,\"factor\":1.5,\"cap\":5,\"jitter\":1}");
        row("{\"kind\":\"fixed\",\"base\":31622400,\"jitter\":0}", "{\"kind\":\"fixed\",\"base\":31622400,\"jitter\":0}");
        row("{\"kind\":\"list\",\"delays\":[0.001,3,3,3000000]}",
            "{\"kind\":\"list\",\"delays\":[0.001,3,3,3000000],\"jitter\":0.15}");
    }
    void text_isCanonicalAndReadBack()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, canonical);
        const auto backoff = read(given);
        QVERIFY2(backoff, backoff ? "" : qPrintable(backoff.error().message));
        conduit::json::Writer out;
        backoff->write(out);
        QCOMPARE(out.take(), canonical);
        QVERIFY(*read(canonical) == *backoff);
    }

    void badMember_isNamed_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *given, const char *named) {
            QTest::newRow(given) << QByteArray(given) << QString::fromLatin1(named);
        };
        row("7", "must be an object");
        row("[]", "must be an object");
        row("{\"kind\":\"linear\"}", "backoff.kind");
        row("{\"kind\":3}", "backoff.kind");
        row("{\"Base\":3}", "backoff.Base is unknown");
        row("{\"delay\":null}", "backoff.delay is unknown");
        row("{\"delays\":[1]}", "backoff.delays is unknown");
        row("{\"kind\":\"list\",\"delays\":[1],\"cap\":3}", "backoff.cap is unknown");
        row("{\"kind\":\"fixed\",\"factor\":2}", "backoff.factor is unknown");
        row("{\"base\":0}", "backoff.base");
        row("{\"base\":-5}", "backoff.base");
        row("{\"base\":\"1\"}", "backoff.base");
        row("{\"base\":true}", "backoff.base");
        row("{\"kind\":\"fixed\",\"base\":31622401}", "backoff.base");
        row("{\"cap\":1e300}", "backoff.cap");
        row("{\"base\":10,\"cap\":9}", "more than backoff.cap");
        row("{\"base\":86400}", "more than backoff.cap");
        row("{\"factor\":0.5}", "backoff.factor");
        row("{\"factor\":101}", "backoff.factor");
        row("{\"jitter\":-0.1}", "backoff.jitter");
        row("{\"jitter\":1.1}", "backoff.jitter");
        row("{\"kind\":\"list\"}", "backoff.delays is missing");
        row("{\"kind\":\"list\",\"delays\":null}", "backoff.delays is missing");
        row("{\"kind\":\"list\",\"delays\":5}", "backoff.delays must be an array");
        row("{\"kind\":\"list\",\"delays\":[]}", "backoff.delays must be an array");
        row("{\"kind\":\"list\",\"delays\":[1,\"x\"]}", "backoff.delays[1]");
        row("{\"kind\":\"list\",\"delays\":[1,-1]}", "backoff.delays[1]");
        row("{\"kind\":\"list\",\"delays\":[2,1]}", "must not fall");
    }
    void badMember_isNamed()
    {
        QFETCH(QByteArray, given);
        QFETCH(QString, named);
        const auto backoff = read(given);
        QVERIFY(!backoff);
        QCOMPARE(backoff.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(backoff.error().message.contains(named), qPrintable(backoff.error().message));
    }

    void list_ofMoreThanAHundredDelaysIsRefused()
    {
        const auto ofLength = [](int length) {
            return "{\"kind\":\"list\",\"delays\":[1" + QByteArray(",1").repeated(length - 1) + "]}";
        };
        QVERIFY(read(ofLength(100)));
        QVERIFY(!read(ofLength(101)));
    }
};

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
