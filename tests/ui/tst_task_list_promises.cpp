// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/tasks_ground.h"
#include "ui/pages/task_columns.h"
#include "ui/pages/task_list_pane.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/selection_bar.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

#include <memory>
#include <random>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr int kWidthMax = 900;
constexpr int kColumns = ui::TaskWindowModel::kColumnCount;

/// A column as a person sees it.
struct Section
{
    int place = 0;
    int width = 0; ///< 0: hidden.
    friend bool operator==(const Section &, const Section &) = default;
};

QList<Section> sectionsOf(const ui::TasksPage &page)
{
    const auto *header = page.table()->horizontalHeader();
    QList<Section> sections;
    for (int column = 0; column < header->count(); ++column)
        sections.append({header->visualIndex(column), header->sectionSize(column)});
    return sections;
}

} // namespace

/// What the list of tasks promises for each header, each key and each scale.
class TestTaskListPromises : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_ground = std::make_unique<test::TasksGround>(); }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_ground.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void header_comesBackAsItWasLeft()
    {
        for (quint32 seed = 1; seed <= 8; ++seed) {
            std::mt19937 dice(seed);
            auto *header = m_ground->table()->horizontalHeader();
            columns()->setPlaces({{u"type"_s, 300}, {u"state"_s, 300}}); // Somebody has chosen them.
            for (int i = 0; i < 12; ++i)
                changeAnyColumn(*header, dice);
            header->showSection(ui::TaskWindowModel::Id);
            const auto state = columns()->state();
            const auto before = sectionsOf(m_ground->page);
            columns()->reset();
            columns()->setState(state);
            QVERIFY2(sectionsOf(m_ground->page) == before, qPrintable(u"seed %1"_s.arg(seed)));
        }
    }

    void spoiltHeader_isTheOneOutOfTheBox()
    {
        const auto usual = sectionsOf(m_ground->page);
        m_ground->table()->hideColumn(ui::TaskWindowModel::Type);
        m_ground->page.saveSettings();
        const auto saved = (*m_ground->settings).value(u"tasks/header"_s).toByteArray();
        QVERIFY(saved.size() > 50);
        QList<QByteArray> broken {QByteArray("nonsense"), QByteArray(5'000, '\xff'), saved.left(20),
                                  saved + QByteArray(1, '\0'), saved.mid(4)};
        for (quint32 seed = 1; seed <= 40; ++seed) {
            std::mt19937 dice(seed);
            const auto place = static_cast<qsizetype>(dice() % static_cast<quint32>(saved.size()));
            broken.append(saved);
            broken.last()[place] = static_cast<char>(broken.last().at(place) ^ static_cast<char>(1 + dice() % 127));
        }
        for (const auto &each : std::as_const(broken)) {
            (*m_ground->settings).setValue(u"tasks/header"_s, each);
            ui::TasksPage page(m_ground->client, u"http://h"_s, &test::pretendNow, *m_ground->settings);
            page.resize(m_ground->page.size());
            QCOMPARE(sectionsOf(page), usual);
            // A tab that is brought back says it to a list that has columns of its own.
            m_ground->table()->hideColumn(ui::TaskWindowModel::Type);
            columns()->setState(each);
            QCOMPARE(sectionsOf(m_ground->page), usual);
        }
    }

    void everythingTwice_asksNothingForEachRow()
    {
        m_ground->broker.addMany(5'000, [](int place) { return test::numberedTask(place, u"dead"_s); });
        m_ground->page.setFilter({.states = {u"dead"_s}});
        m_ground->show(ui::TaskWindowModel::kPageRows);
        while (m_ground->page.model().rowCount() < ui::TaskWindowModel::kRowsMax) {
            const auto rows = m_ground->page.model().rowCount();
            m_ground->page.feed().readBelow();
            QTRY_VERIFY(m_ground->page.model().rowCount() > rows);
        }
        QTRY_VERIFY(m_ground->broker.isIdle());
        const auto asked = m_ground->broker.calls().size();
        QTest::keyClick(m_ground->table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(m_ground->table(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY2(m_ground->page.selectionBar()->text().startsWith(u"All"_s), qPrintable(m_ground->page.selectionBar()->text()));
        QTRY_VERIFY(m_ground->broker.isIdle());
        QVERIFY2(m_ground->broker.calls().size() - asked <= 2, // The bar may ask how many match.
                 qPrintable(QString::number(m_ground->broker.calls().size() - asked)));
    }

    /// Whatever the scale of the screen (the same test runs with QT_SCALE_FACTOR 1.5 and 2, too): to the pixel.
    void rowThatIsLookedAt_staysWhereItIs()
    {
        m_ground->broker.addMany(3'000, [](int place) { return test::numberedTask(place); });
        m_ground->show(ui::TaskWindowModel::kPageRows);
        auto *table = m_ground->table();
        auto *bar = table->verticalScrollBar();
        for (int step = 0; step < 12; ++step) {
            bar->setValue(bar->maximum() / 3 + 37 * step);
            QTRY_VERIFY(m_ground->broker.isIdle());
            const int top = table->rowAt(1);
            const auto id = m_ground->page.model().taskAt(top).id;
            const int offset = table->rowViewportPosition(top);
            for (int number = 0; number < 10; ++number)
                m_ground->broker.add(test::numberedTask(1'000'000 + 10 * step + number));
            m_ground->page.feed().poll();
            QTRY_COMPARE(m_ground->page.feed().newRows(), 10 * (step + 1));
            QCOMPARE(m_ground->page.model().taskAt(table->rowAt(1)).id, id);
            QCOMPARE(table->rowViewportPosition(m_ground->page.model().rowOf(id)), offset);
        }
    }

private:
    [[nodiscard]] ui::TaskColumns *columns() const { return m_ground->page.list()->columns(); }
    /// Moves, widens, hides or shows one.
    static void changeAnyColumn(QHeaderView &header, std::mt19937 &dice)
    {
        const auto below = [&dice](int n) { return static_cast<int>(dice() % static_cast<quint32>(n)); };
        const int column = below(kColumns);
        switch (below(3)) {
        case 0:
            header.moveSection(header.visualIndex(column), below(kColumns));
            break;
        case 1:
            if (!header.isSectionHidden(column))
                header.resizeSection(column, 300 + below(kWidthMax));
            break;
        default:
            header.setSectionHidden(column, !header.isSectionHidden(column));
        }
    }

    std::unique_ptr<test::TasksGround> m_ground;
};

CONDUIT_TIMED_MAIN(TestTaskListPromises)
#include "tst_task_list_promises.moc"
