// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/lane_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace conduit;
using namespace conduit::broker;
using namespace Qt::StringLiterals;
using conduit::test::LaneFixture;

class TestTypeRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void types_areSortedAndFound()
    {
        LaneFixture fixture;
        for (const auto &type : {u"größe"_s, u"echo"_s, u"Zebra"_s})
            fixture.turn([&] { QVERIFY(fixture.types.registerSchema(schema(type), fixture.clock.now())); });
        QCOMPARE(fixture.types.types(), (QStringList {u"Zebra"_s, u"echo"_s, u"größe"_s}));
        QVERIFY(fixture.types.find(u"echo"_s));
        QVERIFY(!fixture.types.find(u"nobody"_s));
    }

    void anIdenticalSchema_writesNothing()
    {
        LaneFixture fixture;
        fixture.turn([&] { QVERIFY(fixture.types.registerSchema(schema(u"echo"_s), fixture.clock.now())); });
        fixture.turn([&] {
            QVERIFY(fixture.types.registerSchema(schema(u"echo"_s), fixture.clock.now()));
            QVERIFY(!fixture.database->isOpen());
        });
    }

    void schemas_surviveARestart()
    {
        const QTemporaryDir folder;
        {
            LaneFixture fixture(folder.filePath(u"x.db"_s));
            fixture.turn([&] { QVERIFY(fixture.types.registerSchema(schema(u"echo"_s, u"first"_s), fixture.clock.now())); });
            fixture.turn([&] { QVERIFY(fixture.types.registerSchema(schema(u"echo"_s, u"second"_s), fixture.clock.now())); });
        }
        LaneFixture again(folder.filePath(u"x.db"_s));
        QCOMPARE(again.types.find(u"echo"_s)->text(), schema(u"echo"_s, u"second"_s).text());
    }

    void aTurnThatFails_registersNothing()
    {
        LaneFixture fixture;
        fixture.turn([&] { QVERIFY(fixture.types.registerSchema(schema(u"a"_s, u"old"_s), fixture.clock.now())); });
        fixture.turn([&] {
            QVERIFY(fixture.types.registerSchema(schema(u"a"_s, u"new"_s), fixture.clock.now()));
            QVERIFY(fixture.types.registerSchema(schema(u"b"_s), fixture.clock.now()));
            fixture.lane.fail({ErrorCode::StorageFull, u"full"_s});
        });
        QCOMPARE(fixture.types.types(), QStringList {u"a"_s});
        QCOMPARE(fixture.types.find(u"a"_s)->text(), schema(u"a"_s, u"old"_s).text());
    }

private:
    static PayloadSchema schema(const QString &type, const QString &description = {})
    {
        const auto text =
            "{\"task_type\":\"" + type.toUtf8() + "\",\"description\":\"" + description.toUtf8() + "\",\"fields\":{}}";
        const auto document = json::Document::parse(text, 10);
        return *PayloadSchema::from(document->root());
    }
};

QTEST_GUILESS_MAIN(TestTypeRegistry)
#include "tst_type_registry.moc"
