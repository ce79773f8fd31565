// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/frame/languages.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/many_check_page.h"
#include "ui/pages/many_columns_page.h"
#include "ui/pages/many_file_page.h"
#include "ui/pages/many_run_page.h"
#include "ui/pages/many_wizard.h"
#include "ui/pages/run_bar.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

wire::Schema resize()
{
    const auto field = [](const QString &name, wire::FieldType type, bool isRequired) {
        return wire::Field {.name = name, .type = type, .required = isRequired};
    };
    return {.taskType = u"resize"_s,
            .fields = {field(u"source"_s, wire::FieldType::String, true), field(u"width"_s, wire::FieldType::Number, true),
                       field(u"keep"_s, wire::FieldType::Boolean, false)},
            .text = "resize"};
}

} // namespace

class TestManyWizard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyLanguage(ui::Language::English); }
    void init()
    {
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<test::PretendSettings>();
        m_types = std::make_unique<ui::TypeModel>();
        m_types->setNames({u"resize"_s});
        m_types->setSchema(resize());
        m_page =
            std::make_unique<ui::EnqueuePage>(*m_client, u"http://127.0.0.1:8080"_s, &test::pretendNow, *m_types, **m_settings);
        m_page->show();
        m_page->setTypesLoaded();
        m_page->chooseType(u"resize"_s);
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_page.reset();
        m_types.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void rows_becomeTasks_andTheOthersAreSavedWithTheReason()
    {
        m_page->manyAction()->trigger();
        auto *wizard = m_page->wizard();
        QVERIFY(wizard->isVisible());
        QVERIFY(!button(QWizard::NextButton)->isEnabled());
        wizard->filePage()->chooseFile(fileOf("Source;width\na;1\nb;wide\nc;3\n"));
        QTRY_VERIFY(button(QWizard::NextButton)->isEnabled());
        QCOMPARE(wizard->filePage()->delimiterBox()->currentText(), u"Semicolon"_s);
        button(QWizard::NextButton)->click();
        QCOMPARE(wizard->columnsPage()->targetBox(0)->currentText(), u"source"_s);
        button(QWizard::NextButton)->click();
        QTRY_VERIFY(button(QWizard::CommitButton)->isEnabled());
        QCOMPARE(wizard->checkPage()->summary(), u"Rows that are ready: 2. Left out, since they have a problem: 1."_s);
        QCOMPARE(wizard->checkPage()->problems().rowCount(), 1);
        QCOMPARE(button(QWizard::CommitButton)->text(), u"Enqueue 2 tasks"_s);
        button(QWizard::CommitButton)->click();
        QTRY_COMPARE(wizard->run()->state(), ui::EnqueueRun::State::Done);
        QCOMPARE(m_broker->tasks(), 2);
        QVERIFY(wizard->runPage()->saveButton()->isVisible());

        const auto path = m_folder.filePath(u"rejected.csv"_s);
        wizard->runPage()->saveRejectedTo(path);
        QTRY_VERIFY2(wizard->runPage()->note().startsWith(u"1 row saved to"), qPrintable(wizard->runPage()->note()));
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), "\"Source\";\"width\";error\nb;wide;\"width: 'wide' is no number, such as 12 or 0.5.\"\n");

        QSignalSpy wanted(m_page.get(), &ui::EnqueuePage::taggedTasksRequested);
        wizard->runPage()->showButton()->click();
        QCOMPARE(wanted.first().first().toString(), wizard->run()->tag());
    }

    void theSameFileAgain_makesNoDoubles_unlessThatIsWanted()
    {
        const auto path = fileOf("source,width\na,1\nb,2\n");
        runThrough(path);
        QCOMPARE(m_broker->tasks(), 2);
        runThrough(path);
        QCOMPARE(m_broker->tasks(), 2);
        QCOMPARE(m_page->wizard()->run()->known(), 2);
        runThrough(path, true);
        QCOMPARE(m_broker->tasks(), 4);
    }

    void run_goesOnWhenItsWindowIsClosed_andWaitsForABrokerThatIsAway()
    {
        m_broker->setAway(true);
        startRun(fileOf("source,width\na,1\nb,2\n"));
        auto *run = m_page->wizard()->run();
        QTRY_COMPARE(run->state(), ui::EnqueueRun::State::Waiting);
        m_page->wizard()->close();
        QVERIFY(m_page->runBar()->isVisible());
        QVERIFY2(m_page->runBar()->text().startsWith(u"rows.csv: 0 of 2. It waits for the broker"),
                 qPrintable(m_page->runBar()->text()));
        m_page->manyAction()->trigger(); // the one that is under way comes back
        QCOMPARE(m_page->wizard()->run(), run);
        QVERIFY(m_page->wizard()->isVisible());
        m_page->wizard()->close();
        m_broker->setAway(false);
        QTRY_COMPARE(run->state(), ui::EnqueueRun::State::Done);
        QCOMPARE(m_page->runBar()->text(), u"rows.csv: Done: 2 tasks enqueued."_s);
        m_page->runBar()->showButton()->click();
        QVERIFY(m_page->wizard()->isVisible());
        m_page->manyAction()->trigger(); // and now a new one begins
        QVERIFY(!m_page->wizard()->run());
        QVERIFY(!m_page->runBar()->isVisible());
    }

    void columns_sayWhatIsMissingAndWhatTheFirstTaskIs()
    {
        m_page->manyAction()->trigger();
        auto *wizard = m_page->wizard();
        wizard->filePage()->chooseFile(fileOf("source,note\na,x\n"));
        QTRY_VERIFY(button(QWizard::NextButton)->isEnabled());
        button(QWizard::NextButton)->click();
        auto *columns = wizard->columnsPage();
        QVERIFY(!button(QWizard::NextButton)->isEnabled());
        QCOMPARE(columns->message(), u"width is required. Choose a column for it, or type one value for all rows."_s);
        columns->constantInput(u"width"_s)->setText(u"1,5"_s);
        QCOMPARE(columns->message(), u"width: '1,5' is no number here: write the decimal point as a point."_s);
        columns->constantInput(u"width"_s)->setText(u"15"_s);
        QVERIFY(button(QWizard::NextButton)->isEnabled());
        columns->targetBox(1)->setCurrentText(u"source"_s);
        QCOMPARE(columns->message(), u"Two columns go to source. Leave one of them out."_s);
        columns->targetBox(1)->setCurrentText(u"Option: priority"_s);
        QCOMPARE(columns->message(), u"The first row is left out: priority: A priority is a whole number from 0 to 9."_s);
    }

    void file_thatIsNoText_saysWhatToDo()
    {
        m_page->manyAction()->trigger();
        m_page->wizard()->filePage()->chooseFile(fileOf(QByteArray("\xFF\xFE"
                                                                   "a\0",
                                                                   4)));
        QTRY_COMPARE(m_page->wizard()->filePage()->message(), u"The file is UTF-16. Save it as UTF-8 and choose it again."_s);
        QVERIFY(!button(QWizard::NextButton)->isEnabled());
    }

    void models_keepTheRulesOfModels()
    {
        ui::SampleModel sample;
        ui::RowProblemModel problems;
        const QAbstractItemModelTester first(&sample, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester second(&problems, QAbstractItemModelTester::FailureReportingMode::QtTest);
        sample.setRows({u"a"_s, u"b"_s}, {{.line = 1, .cells = {"1", "2"}}, {.line = 2, .cells = {"3"}}},
                       ui::RowFormat::Encoding::Utf8);
        QCOMPARE(sample.rowCount(), 2);
        QCOMPARE(sample.cell(1, 1), QString());
        problems.append({{.line = 1200, .field = u"width"_s, .why = u"a <b> word"_s}});
        problems.append(QList<ui::RowProblem>(2 * ui::RowProblemModel::kRowsMax, ui::RowProblem()));
        QCOMPARE(problems.rowCount(), ui::RowProblemModel::kRowsMax);
        QCOMPARE(problems.index(0, ui::RowProblemModel::Why).data().toString(), u"a <b> word"_s);
        problems.clear();
        QCOMPARE(problems.rowCount(), 0);
    }

    void everyInput_hasANameForAScreenReader()
    {
        startRun(fileOf("source,width\na,1\n"));
        for (const auto *widget : m_page->wizard()->findChildren<QWidget *>()) {
            const auto isInput = qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QLineEdit *>(widget);
            if (!isInput || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->objectName().startsWith(u"qt_"))
                continue;
            const auto *asButton = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (asButton && !asButton->text().isEmpty()),
                     widget->metaObject()->className());
        }
        for (const auto *label : m_page->wizard()->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
    }

private:
    [[nodiscard]] QAbstractButton *button(QWizard::WizardButton which) const { return m_page->wizard()->button(which); }
    [[nodiscard]] QString fileOf(const QByteArray &text) const
    {
        const auto path = m_folder.filePath(u"rows.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no room for a file");
        return path;
    }
    void startRun(const QString &path, bool makesNewTasks = false)
    {
        m_page->manyAction()->trigger();
        m_page->wizard()->filePage()->chooseFile(path);
        QTRY_VERIFY(button(QWizard::NextButton)->isEnabled());
        button(QWizard::NextButton)->click();
        button(QWizard::NextButton)->click();
        m_page->wizard()->checkPage()->newTasksBox()->setChecked(makesNewTasks);
        QTRY_VERIFY(button(QWizard::CommitButton)->isEnabled());
        button(QWizard::CommitButton)->click();
    }
    void runThrough(const QString &path, bool makesNewTasks = false)
    {
        startRun(path, makesNewTasks);
        QTRY_COMPARE(m_page->wizard()->run()->state(), ui::EnqueueRun::State::Done);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<test::PretendSettings> m_settings;
    std::unique_ptr<ui::TypeModel> m_types;
    std::unique_ptr<ui::EnqueuePage> m_page;
};

CONDUIT_TIMED_MAIN(TestManyWizard)
#include "tst_many_wizard.moc"
