// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_console.h"
#include "ui/format/sizes.h"
#include "ui/models/confirmations.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

/// Which acts are asked about.
class TestConfirmations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerb_isAskedAboutAtFirst()
    {
        test::PretendSettings settings;
        const ui::Confirmations confirmations(*settings);
        for (const auto &verb : ui::Confirmations::verbs())
            QVERIFY(confirmations.asks(verb));
        QVERIFY(confirmations.silenced().isEmpty());
    }

    void silencedVerb_isKeptAndReset()
    {
        test::PretendSettings settings;
        ui::Confirmations(*settings).setAsks(u"retry"_s, false);
        ui::Confirmations confirmations(*settings);
        QVERIFY(!confirmations.asks(u"retry"_s));
        QVERIFY(confirmations.asks(u"cancel"_s));
        QCOMPARE(confirmations.silenced(), QStringList {u"retry"_s});
        confirmations.reset();
        QVERIFY(confirmations.asks(u"retry"_s));
    }

    void whatCannotBeUndone_isAlwaysAskedAbout()
    {
        test::PretendSettings settings;
        ui::Confirmations confirmations(*settings);
        confirmations.setAsks(u"purge"_s, false);
        QVERIFY(confirmations.asks(u"purge"_s));
        QVERIFY(!confirmations.canSilence(u"purge"_s));
        QVERIFY(confirmations.silenced().isEmpty());
    }

    void productionBroker_asksAboutEverything()
    {
        test::PretendSettings settings;
        ui::Confirmations(*settings).setAsks(u"retry"_s, false);
        const ui::Confirmations confirmations(*settings, u"Shop"_s);
        QVERIFY(confirmations.asks(u"retry"_s));
        QVERIFY(!confirmations.canSilence(u"retry"_s));
    }

    void typing_isForManyTasksAndForProduction()
    {
        test::PretendSettings settings;
        const ui::Confirmations usual(*settings);
        QCOMPARE(usual.toType(1'000), QString());
        QCOMPARE(usual.toType(1'001), ui::countText(1'001));
        QCOMPARE(ui::Confirmations(*settings, u"Shop"_s).toType(1), u"Shop"_s);
    }
};

QTEST_GUILESS_MAIN(TestConfirmations)
#include "tst_confirmations.moc"
