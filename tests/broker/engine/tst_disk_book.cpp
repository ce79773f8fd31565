// SPDX-License-Identifier: GPL-3.0-only
#include "broker/engine/disk_book.h"

#include "tests/support/manual_clock.h"

#include <QTest>

using namespace conduit::broker;
using namespace std::chrono_literals;

class TestDiskBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewBook_knowsNothing()
    {
        const DiskBook book;
        QVERIFY(!book.latest());
        QCOMPARE(book.growth().bytes, 0);
    }

    void growth_isSinceTheFirstReading()
    {
        DiskBook book;
        note(book, 1'000);
        m_clock.advance(1s);
        note(book, 4'000);
        QCOMPARE(book.latest()->databaseBytes, 4'000);
        QCOMPARE(book.growth().bytes, 3'000);
        QCOMPARE(book.growth().within, 1s);
        note(book, 400);
        QCOMPARE(book.growth().bytes, -600);
    }

    void growth_isOfADayAtTheMost()
    {
        DiskBook book;
        note(book, 0);
        for (int quarter = 1; quarter <= 200; ++quarter) {
            m_clock.advance(15min);
            note(book, quarter * 10);
        }
        QCOMPARE(book.growth().within, 24h);
        QCOMPARE(book.growth().bytes, 4 * 24 * 10);
    }

private:
    void note(DiskBook &book, qint64 databaseBytes) { book.note({1, 2, databaseBytes}, m_clock.steadyNow()); }

    conduit::test::ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestDiskBook)
#include "tst_disk_book.moc"
