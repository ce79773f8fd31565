// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"

#include <QTest>

using namespace conduit::broker;

class TestMomentText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moment_readsGoodTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("same");
        QTest::newRow("UTC") << "2026-11-25T10:00:00Z" << QByteArray("2026-11-25T10:00:00.000Z");
        QTest::newRow("small letters") << "2026-11-25t10:00:00z" << QByteArray("2026-11-25T10:00:00.000Z");
        QTest::newRow("offset east") << "2026-11-25T10:00:00+02:00" << QByteArray("2026-11-25T08:00:00.000Z");
        QTest::newRow("offset west over midnight") << "2026-11-25T22:30:00-03:30" << QByteArray("2026-11-26T02:00:00.000Z");
        QTest::newRow("milliseconds") << "2026-11-25T10:00:00.5Z" << QByteArray("2026-11-25T10:00:00.500Z");
        QTest::newRow("nanoseconds are cut") << "2026-11-25T10:00:00.181422758Z" << QByteArray("2026-11-25T10:00:00.181Z");
        QTest::newRow("the last second") << "9999-12-31T23:59:59Z" << QByteArray("9999-12-31T23:59:59.000Z");
        QTest::newRow("before 1970") << "1969-12-31T23:59:59Z" << QByteArray("1969-12-31T23:59:59.000Z");
        QTest::newRow("the first second") << "0000-01-01T00:00:00Z" << QByteArray("0000-01-01T00:00:00.000Z");
        QTest::newRow("leap day") << "2028-02-29T00:00:00Z" << QByteArray("2028-02-29T00:00:00.000Z");
    }
    void moment_readsGoodTexts()
    {
        QFETCH(QString, text);
        const auto moment = momentFromText(text);
        QVERIFY(moment);
        QTEST(textFromMoment(*moment), "same");
    }

    void moment_refusesWhatIsNoMoment_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "now",
                                 "2026-11-25",
                                 "2026-11-25T10:00:00",
                                 "2026-02-30T00:00:00Z",
                                 "2027-02-29T00:00:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-00-10T00:00:00Z",
                                 "2026-11-25T24:00:00Z",
                                 "2026-11-25T10:60:00Z",
                                 "2026-12-31T23:59:60Z",
                                 "99999-01-01T00:00:00Z",
                                 "2026-11-25T10:00Z",
                                 "2026-11-25T10:00:00.Z",
                                 "2026-11-25T10:00:00+2:00",
                                 "2026-11-25T10:00:00+24:00",
                                 "2026-11-25T10:00:00 Z",
                                 "2026-11-25T10:00:00Z ",
                                 "9999-12-31T23:59:59-01:00",
                                 "0000-01-01T00:00:00+00:01",
                                 "-026-11-25T10:00:00Z",
                                 "2026-11-25T10:00:00Zjunk"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void moment_refusesWhatIsNoMoment()
    {
        QFETCH(QString, text);
        QVERIFY(!momentFromText(text));
    }
};

QTEST_APPLESS_MAIN(TestMomentText)
#include "tst_moment_text.moc"
