// SPDX-License-Identifier: GPL-3.0-only
// New tasks from files: journeys J7 and J8, each by mouse and by keyboard. What is done in the system's dialog for files is not
// counted.
#include "tests/ui/journeys/journey_test.h"
#include "ui/format/sizes.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/many_wizard.h"
#include "ui/widgets/base64_editor.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/nav_rail.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

#ifdef CONDUIT_SANITIZED
constexpr int kRows = 5'000; // A sanitizer makes everything slow.
#else
constexpr int kRows = 50'000;
#endif
constexpr int kBadRows = 3;
constexpr int kRowsMs = 20'000;
constexpr QSize kPictureSize(1'300, 1'290); // 5 MB as PNG.

} // namespace

class TestJourneysEnqueue : public JourneyTest
{
    Q_OBJECT
private Q_SLOTS:
    // J7: enqueue an image check by form without knowing JSON.
    void j7_enqueueAPicture_byMouse()
    {
        const auto picture = writePicture();
        m_hand.click(m_ground->rail(), u"Enqueue"_s);
        m_hand.click(types(), u"validate_image"_s);
        QTRY_VERIFY(buttonSaying(enqueue(), u"Choose file…"_s));
        m_hand.click(buttonSaying(enqueue(), u"Choose file…"_s));
        pickFile(picture);
        verifyPictureIsShown();
        m_hand.click(sendButton());
        verifyPictureIsThere(picture);
        QCOMPARE(m_hand.clicks(), 4);
    }
    void j7_enqueueAPicture_byKeyboard()
    {
        const auto picture = writePicture();
        m_hand.press(u"Ctrl+3"_s);
        QTRY_VERIFY(types() && types()->model()->rowCount() == 2); // Who types a name sees the list of them.
        m_hand.type(u"validate"_s);                                // The search for types has the keyboard.
        m_hand.press(u"Return"_s);
        QTRY_VERIFY(buttonSaying(enqueue(), u"Choose file…"_s));
        m_hand.tabTo(buttonSaying(enqueue(), u"Choose file…"_s));
        m_hand.press(u"Space"_s);
        pickFile(picture);
        verifyPictureIsShown();
        m_hand.press(u"Ctrl+Return"_s);
        verifyPictureIsThere(picture);
        QCOMPARE(m_hand.clicks(), 0);
        QCOMPARE(m_hand.keys(), 4);
    }
    void j7_aFileThatIsNoPicture_isToldInWords()
    {
        QFile file(m_ground->path(u"notes.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not a picture at all, only some words of text\n");
        file.close();
        m_hand.click(m_ground->rail(), u"Enqueue"_s);
        m_hand.click(types(), u"validate_image"_s);
        QTRY_VERIFY(buttonSaying(enqueue(), u"Choose file…"_s));
        m_hand.click(buttonSaying(enqueue(), u"Choose file…"_s));
        pickFile(file.fileName());
        auto *editor = enqueue()->findChild<ui::Base64Editor *>();
        QTRY_VERIFY2(editor->note().contains(u"no picture", Qt::CaseInsensitive)
                         || editor->note().contains(u"not a picture", Qt::CaseInsensitive),
                     qPrintable(editor->note()));
    }

    // J8: fifty thousand rows of a file, three of them bad; a repetition makes no doubles. A broker that is killed meanwhile is
    // tests/e2e's.
    void j8_enqueueAFile_byMouse()
    {
        const auto rows = writeRows();
        m_hand.click(m_ground->rail(), u"Enqueue"_s);
        m_hand.click(types(), u"resize"_s);
        const Hand before = m_hand;
        QTRY_VERIFY(buttonSaying(enqueue(), u"Many…"_s)->isEnabled());
        m_hand.click(buttonSaying(enqueue(), u"Many…"_s));
        runByMouse(rows);
        verifyRowsAreThere();
        m_hand.click(buttonSaying(wizard(), u"Save rejected rows…"_s));
        verifyRejectedRows();
        QVERIFY2(m_hand.clicks() - before.clicks() <= 7, QByteArray::number(m_hand.clicks() - before.clicks()));

        m_hand.click(buttonSaying(wizard(), u"Close"_s));
        m_hand.click(buttonSaying(enqueue(), u"Many…"_s));
        runByMouse(rows);
        verifyRowsAreThere();

        // They were enqueued by mistake.
        m_hand.click(buttonSaying(wizard(), u"Undo all still pending…"_s));
        QTRY_VERIFY(qobject_cast<QMessageBox *>(QApplication::activeModalWidget()));
        const auto yes = u"Cancel %1 tasks"_s.arg(ui::countText(kRows - kBadRows));
        QTRY_VERIFY(buttonSaying(QApplication::activeModalWidget(), yes));
        m_hand.click(buttonSaying(QApplication::activeModalWidget(), yes));
        QTRY_VERIFY_WITH_TIMEOUT(m_ground->statusBarSays(u"Cancelled "_s + ui::countText(kRows - kBadRows)),
                                 patienceFor(kRowsMs));
        QCOMPARE(m_ground->countOf("state:ready"), 0);
    }
    void j8_enqueueAFile_byKeyboard()
    {
        const auto rows = writeRows();
        m_hand.press(u"Ctrl+3"_s);
        QTRY_VERIFY(types() && types()->model()->rowCount() == 2); // Who types a name sees the list of them.
        m_hand.type(u"resize"_s);
        m_hand.press(u"Return"_s);
        QTRY_VERIFY(enqueue()->manyAction()->isEnabled());
        m_hand.press(u"Ctrl+Shift+E"_s);
        QTRY_VERIFY(wizard() && QApplication::activeWindow() == wizard());
        m_hand.tabTo(buttonSaying(wizard(), u"Choose file…"_s));
        m_hand.press(u"Space"_s);
        pickFile(rows);
        for (int page = 0; page < 2; ++page) {
            QTRY_VERIFY(wizard()->button(QWizard::NextButton)->isEnabled());
            m_hand.tabTo(wizard()->button(QWizard::NextButton));
            m_hand.press(u"Space"_s);
        }
        QTRY_VERIFY_WITH_TIMEOUT(wizard()->button(QWizard::CommitButton)->isEnabled(), patienceFor(kRowsMs));
        m_hand.tabTo(wizard()->button(QWizard::CommitButton));
        m_hand.press(u"Space"_s);
        verifyRowsAreThere();
        m_hand.tabTo(buttonSaying(wizard(), u"Save rejected rows…"_s));
        m_hand.press(u"Space"_s);
        verifyRejectedRows();
        QCOMPARE(m_hand.clicks(), 0);
    }

private:
    void begin() override
    {
        addSchemas();
        m_ground->openConsole(u"overview"_s);
        QTRY_VERIFY(m_ground->statusBarSays(u"No tasks"_s));
        TimedApp::watch();
    }
    [[nodiscard]] ui::ManyWizard *wizard() const { return m_ground->window()->findChild<ui::ManyWizard *>(); }
    [[nodiscard]] QListView *types() const { return named<QListView>(enqueue(), u"Types"_s); }
    [[nodiscard]] ui::ImagePreview *preview() const { return enqueue()->findChild<ui::ImagePreview *>(); }
    [[nodiscard]] QAbstractButton *sendButton() const { return buttonSaying(enqueue(), u"Enqueue"_s); }

    void addSchemas()
    {
        QCOMPARE(
            m_ground->api()
                .post("/task/set_schema",
                      "{\"task_type\":\"validate_image\",\"description\":\"\",\"fields\":{\"image\":{\"field_type\":\"string\","
                      "\"required\":true,\"description\":\"base64 of a picture\"}}}")
                .status,
            200);
        QCOMPARE(m_ground->api()
                     .post("/task/set_schema",
                           "{\"task_type\":\"resize\",\"description\":\"\",\"fields\":{\"source\":{\"field_type\":\"string\","
                           "\"required\":true},\"width\":{\"field_type\":\"number\",\"required\":true}}}")
                     .status,
                 200);
    }
    QString writePicture()
    {
        const auto path = m_ground->path(u"cat.png"_s);
        QImage picture(kPictureSize, QImage::Format_RGB32);
        quint32 noise = 1;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                picture.setPixel(x, y, noise = noise * 1'664'525 + 1'013'904'223); // Which nothing can compress.
        const int unpacked = 100;                                                  // It would take its time, and gain nothing.
        return picture.save(path, nullptr, unpacked) ? path : QString();
    }
    QString writeRows()
    {
        QFile file(m_ground->path(u"rows.csv"_s));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("source,width\n");
        for (int row = 1; row <= kRows; ++row)
            file.write("in/" + QByteArray::number(row) + ".png,"
                       + (row % (kRows / kBadRows) == 7 ? QByteArray("wide") : QByteArray::number(row)) + '\n');
        return file.fileName();
    }

    /// In the dialog that is open: Qt's own, as there is no system's here.
    void pickFile(const QString &path)
    {
        QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
        auto *dialog = QApplication::activeModalWidget();
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name);
        name->setFocus();
        name->setText(path); // Typed, it would be completed.
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
        TimedApp::watch(); // What the dialog of files takes is not ours.
    }
    void runByMouse(const QString &rows)
    {
        QTRY_VERIFY(wizard() && wizard()->isVisible());
        QTRY_VERIFY(buttonSaying(wizard(), u"Choose file…"_s));
        m_hand.click(buttonSaying(wizard(), u"Choose file…"_s));
        pickFile(rows);
        for (int page = 0; page < 2; ++page) {
            QTRY_VERIFY(wizard()->button(QWizard::NextButton)->isEnabled());
            m_hand.click(wizard()->button(QWizard::NextButton));
        }
        QTRY_VERIFY_WITH_TIMEOUT(wizard()->button(QWizard::CommitButton)->isEnabled(), patienceFor(kRowsMs));
        m_hand.click(wizard()->button(QWizard::CommitButton));
    }
    void verifyRowsAreThere()
    {
        QTRY_VERIFY_WITH_TIMEOUT(buttonSaying(wizard(), u"Save rejected rows…"_s), patienceFor(kRowsMs));
        QTRY_VERIFY(m_ground->statusBarSays(u"Ready "_s + ui::countText(kRows - kBadRows)));
    }
    void verifyRejectedRows()
    {
        const auto rejected = m_ground->path(u"rejected.csv"_s);
        pickFile(rejected);
        QTRY_VERIFY(QFile::exists(rejected));
        QFile file(rejected);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        QVERIFY2(lines.size() == 1 + kBadRows, lines.value(1) + lines.value(2));
        QVERIFY2(lines[1].contains("'wide' is no number"), lines[1]);
    }
    void verifyPictureIsShown()
    {
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY_WITH_TIMEOUT(preview() && preview()->hasPicture(), patienceFor(300));
        qInfo("preview after %lld ms", static_cast<long long>(timer.elapsed()));
        QTRY_VERIFY(sendButton()->isEnabled());
    }
    void verifyPictureIsThere(const QString &path)
    {
        QTRY_COMPARE(m_ground->countOf("type:validate_image"), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto id = m_ground->newest("type:validate_image").value("id"_L1).toString();
        QVERIFY(m_ground->api().get(taskPath(id)).body.contains(file.readAll().toBase64()));
    }
};

} // namespace conduit::test

CONDUIT_TIMED_MAIN(conduit::test::TestJourneysEnqueue)
#include "tst_journeys_enqueue.moc"
