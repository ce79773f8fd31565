// SPDX-License-Identifier: GPL-3.0-only
#include "resources/contract/contract_json.h"
#include "resources/contract/contract_pages.h"

#include <conduit/json_text.h>

#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::contract;

/// The contract as JSON and as a page.
class TestContractPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void yaml_becomesJsonInItsOrder_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("order") << QByteArray("b: 1\na: 2\n") << QByteArray(R"({"b":1,"a":2})");
        QTest::newRow("scalars") << QByteArray("[null, ~, true, -1.50, 1e3, 18446744073709551615, 007, text, yes]")
                                 << QByteArray(R"([null,null,true,-1.50,1e3,18446744073709551615,"007","text","yes"])");
        QTest::newRow("quotes") << QByteArray("['1', \"true\", 'null']") << QByteArray(R"(["1","true","null"])");
        QTest::newRow("lines") << QByteArray("t: |\n  one\n  two\n") << QByteArray(R"({"t":"one\ntwo\n"})");
        QTest::newRow("empty") << QByteArray("a: []\nb: {}\n") << QByteArray(R"({"a":[],"b":{}})");
    }
    void yaml_becomesJsonInItsOrder()
    {
        QFETCH(QByteArray, yaml);
        const auto json = jsonFromYaml(yaml);
        QVERIFY2(json, json ? "" : qPrintable(json.error()));
        QTEST(*json, "json");
    }

    void yamlThatIsWrong_isAnErrorWithItsPlace()
    {
        QVERIFY(jsonFromYaml("a: [1").error().contains(u"line 1"));
        QVERIFY(!jsonFromYaml("a: 1\na: 2\n"));
    }

    void page_isWellFormedAndAsksForNothing()
    {
        QXmlStreamReader page(docsHtml());
        while (!page.atEnd()) {
            page.readNext();
            if (!page.isStartElement())
                continue;
            QVERIFY2(page.name() != "script"_L1 && page.name() != "img"_L1 && page.name() != "link"_L1,
                     qPrintable(page.name().toString()));
            QVERIFY(!page.attributes().hasAttribute("src"_L1));
        }
        QVERIFY2(!page.hasError(), qPrintable(page.errorString()));
    }

    void page_hasAPlaceForEachRequestAndEachLink()
    {
        const auto contract = json::Document::parse(openApiJson(), 64);
        QVERIFY(contract);
        const auto paths = contract->root().member(u"paths")->members();
        QVERIFY(paths.size() > 30);
        QStringList wanted;
        for (const auto &path : paths) {
            const auto methods = path.value.members();
            for (const auto &method : methods)
                wanted.append(u"<code>%1 %2</code>"_s.arg(method.name.toUpper(), path.name));
        }
        const QString page = QString::fromUtf8(docsHtml());
        for (const QString &heading : std::as_const(wanted))
            QVERIFY2(page.contains(heading), qPrintable(heading));

        QStringList ids;
        QStringList links;
        for (QXmlStreamReader reader(docsHtml()); !reader.atEnd(); reader.readNext()) {
            if (!reader.isStartElement())
                continue;
            if (const QString id = reader.attributes().value("id"_L1).toString(); !id.isEmpty())
                ids.append(id);
            if (const QString link = reader.attributes().value("href"_L1).toString(); link.startsWith(u'#'))
                links.append(link.sliced(1));
        }
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
        for (const QString &link : std::as_const(links))
            QVERIFY2(ids.contains(link), qPrintable(link));
    }
};

QTEST_GUILESS_MAIN(TestContractPages)
#include "tst_contract_pages.moc"
