// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/task_id.h"

#include <conduit/client.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conduit::client::newTaskId;
using conduit::client::uuidV7;

class TestTaskId : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void uuid_holdsTimeVersionVariantAndChance()
    {
        // The example of RFC 9562, appendix A.6.
        QCOMPARE(uuidV7(0x017F22E279B0ms, 0xCC3, 0x18C4DC0C0C07398F).toString(QUuid::WithoutBraces),
                 u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"_s);
        QCOMPARE(uuidV7(0x017F22E279B0ms, ~0ULL, ~0ULL).toString(QUuid::WithoutBraces),
                 u"017f22e2-79b0-7fff-bfff-ffffffffffff"_s);
        QCOMPARE(uuidV7(0ms, 0, 0).toString(QUuid::WithoutBraces), u"00000000-0000-7000-8000-000000000000"_s);
    }

    void uuid_sortsByTime()
    {
        QVERIFY(uuidV7(1ms, ~0ULL, ~0ULL).toString() < uuidV7(2ms, 0, 0).toString());
        QVERIFY(uuidV7(0xffffms, 0, 0).toString() < uuidV7(0x10000ms, 0, 0).toString());
    }

    void newIds_differAndAreOfThisVersion()
    {
        QSet<QString> ids;
        for (int i = 0; i < 1'000; ++i)
            ids.insert(newTaskId());
        QCOMPARE(ids.size(), 1'000);
        QVERIFY(ids.begin()->at(14) == u'7'); // QUuid::version() of Qt 6.4 knows no more than five
    }
};

QTEST_APPLESS_MAIN(TestTaskId)
#include "tst_task_id.moc"
