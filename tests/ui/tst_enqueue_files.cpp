// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/enqueue_ground.h"
#include "ui/pages/payload_text.h"
#include "ui/widgets/base64_editor.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/state_label.h"

#include <conduit/json_writer.h>

#include <QBuffer>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr qsizetype kLargeBytes = 5 * 1024 * 1024;

wire::Schema photoType()
{
    using enum wire::FieldType;
    return {.taskType = u"photo"_s,
            .description = {},
            .fields = {test::fieldOf(u"image"_s, String, true), test::fieldOf(u"title"_s, String, false),
                       test::fieldOf(u"width"_s, Number, false)},
            .text = "photo"};
}

QByteArray png(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

/// Files and pictures in the form.
class TestEnqueueFiles : public QObject, private test::EnqueueGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void image_isReadFromAFileAndShown()
    {
        m_page->chooseType(u"validate_image"_s);
        QTemporaryDir folder;
        const auto path = folder.filePath(u"cat & dog.png"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(png(300, 200));
        file.close();
        auto *editor = qobject_cast<ui::Base64Editor *>(m_page->form()->editor(u"image"_s));
        editor->openFile(path);
        QTRY_VERIFY(editor->preview()->hasPicture());
        QVERIFY2(editor->note().contains(u"cat & dog.png") && editor->note().contains(u"300 × 200"),
                 qPrintable(editor->note()));
        QCOMPARE(m_page->draft().member(u"image"_s), '"' + png(300, 200).toBase64() + '"');
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void image_thatIsNoneIsSaidInWords_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("note");
        QTest::newRow("text") << QByteArray("aGVsbG8gd29ybGQ=") << u"not a picture"_s;
        QTest::newRow("bad base64") << QByteArray("aGVs*G8=") << u"character 5"_s;
        QTest::newRow("data uri") << QByteArray("data:image/png;base64,aGVsbG8=") << u"data URI"_s;
        QTest::newRow("cut picture") << png(300, 200).first(60).toBase64() << u"PNG"_s;
    }
    void image_thatIsNoneIsSaidInWords()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, note);
        m_page->chooseType(u"validate_image"_s);
        m_page->draft().setText("{\"image\":\"" + content + "\"}");
        auto *editor = qobject_cast<ui::Base64Editor *>(m_page->form()->editor(u"image"_s));
        QTRY_VERIFY2(editor->note().contains(note), qPrintable(editor->note()));
        QVERIFY(!editor->preview()->hasPicture());
    }

    void image_isTakenFromClipboardAndDrop()
    {
        m_page->chooseType(u"validate_image"_s);
        auto *editor = qobject_cast<ui::Base64Editor *>(m_page->form()->editor(u"image"_s));
        editor->openFile(fileWith(u"notes.txt"_s, "milk, bread"));
        QTRY_VERIFY2(editor->note().startsWith(u"notes.txt"_s) && editor->note().contains(u"not a picture"_s),
                     qPrintable(editor->note()));
        QMimeData picture;
        picture.setImageData(QImage::fromData(png(300, 200)));
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &picture, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({5, 5}, Qt::CopyAction, &picture, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor, &drop);
        QTRY_VERIFY2(editor->note().startsWith(u"dropped · PNG · 300 × 200"_s), qPrintable(editor->note()));
        auto *clipboard = QGuiApplication::clipboard();
        clipboard->setImage(QImage::fromData(png(40, 30)));
        button(u"Paste"_s)->click();
        QTRY_VERIFY2(editor->note().startsWith(u"from the clipboard · PNG · 40 × 30"_s), qPrintable(editor->note()));
        auto *nothing = new QMimeData;
        nothing->setData(u"application/x-else"_s, "?");
        clipboard->setMimeData(nothing);
        button(u"Paste"_s)->click();
        QVERIFY2(editor->note().contains(u"neither"_s), qPrintable(editor->note()));
    }

    void largePayload_isShownByItsBeginning()
    {
        m_page->chooseType(u"validate_image"_s);
        const auto token = '"' + QByteArray(4'000'000, 'A') + '"';
        m_page->draft().setMember(u"image"_s, token);
        QVERIFY(m_page->jsonEditor()->isReadOnly());
        QVERIFY(m_page->jsonEditor()->toPlainText().size() < 10'000);
        QCOMPARE(m_page->draft().member(u"image"_s), token);
    }

    void largePayload_isEditedAsAFile()
    {
        const auto payload = "{\"count\":1,\"text\":\"" + QByteArray(kLargeBytes, 'x') + "\"}";
        auto &json = *m_page->tabs()->findChild<ui::PayloadText *>();
        inAnEvent([&] { m_page->draft().setText(payload); });
        QTRY_VERIFY(!m_page->draft().isBeingRead());
        QVERIFY(json.editor()->isReadOnly());
        QVERIFY(json.saveButton()->isVisibleTo(&json) && json.openButton()->isVisibleTo(&json));

        const auto path = m_folder.filePath(u"payload.json"_s);
        inAnEvent([&] { json.saveTo(path); });
        QTRY_COMPARE(contentOf(path), payload);
        const auto edited = QByteArray(payload).replace("\"count\":1", "\"count\":2");
        QCOMPARE(fileWith(u"payload.json"_s, "\xef\xbb\xbf" + edited), path);
        inAnEvent([&] { json.openFile(path); });
        QTRY_COMPARE(m_page->draft().text(), edited);
        QTRY_COMPARE(m_page->draft().member(u"count"_s), "2");

        json.openFile(m_folder.filePath(u"nowhere.json"_s));
        QTRY_VERIFY(json.findChild<ui::StateLabel *>()->text().startsWith(u"The file cannot be read: "_s));
        QCOMPARE(m_page->draft().text(), edited);
        json.openFile(fileWith(u"small.json"_s, "{\"count\": 3}"));
        QTRY_COMPARE(json.editor()->toPlainText(), u"{\"count\": 3}"_s);
        QVERIFY(!json.editor()->isReadOnly());
        QVERIFY(!json.saveButton()->isVisibleTo(&json));
    }

    void largeJson_isPastedElsewhere()
    {
        auto *editor = m_page->jsonEditor();
        m_page->tabs()->setCurrentIndex(1);
        editor->setPlainText(u"[0, 7]"_s);
        auto cursor = editor->textCursor();
        cursor.setPosition(1);
        cursor.setPosition(2, QTextCursor::KeepAnchor);
        editor->setTextCursor(cursor);
        const QByteArray pasted = '"' + QByteArray(kLargeBytes, 'x') + '"';
        QGuiApplication::clipboard()->setText(QString::fromLatin1(pasted));
        QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(m_page->draft().text(), '[' + pasted + ", 7]");
        QVERIFY(editor->isReadOnly());
        QTRY_VERIFY(!m_page->draft().isBeingRead());
    }

    void longLine_isEditedOnceItIsLaidOut()
    {
        const auto member = R"(":")" + QByteArray(ui::PayloadText::kLineBytesMax - 100, 'x') + '"';
        m_page->tabs()->setCurrentIndex(1);
        auto &json = *m_page->tabs()->findChild<ui::PayloadText *>();
        inAnEvent([&] { m_page->draft().setText("{\"a" + member + ",\"b" + member + '}'); });
        QVERIFY(json.editor()->isReadOnly());
        inAnEvent([&] { button(u"Lay out"_s)->click(); });
        QTRY_VERIFY(!json.editor()->isReadOnly());
        json.editor()->moveCursor(QTextCursor::End);
        json.editor()->moveCursor(QTextCursor::Left);
        QTest::keyClicks(json.editor(), u"  "_s);
        QVERIFY(m_page->draft().text().endsWith("  }"));
    }

    void largeFile_neverHoldsTheWindow()
    {
        m_types->setNames({u"all"_s, u"photo"_s, u"validate_image"_s});
        m_types->setSchema(photoType());
        m_page->chooseType(u"photo"_s);
        auto *editor = qobject_cast<ui::Base64Editor *>(m_page->form()->editor(u"image"_s));
        const QByteArray content(kLargeBytes, 'x');
        const QByteArray token = '"' + content.toBase64() + '"';
        const auto path = fileWith(u"large.bin"_s, content);
        inAnEvent([&] { editor->openFile(path); });
        QTRY_VERIFY2(editor->note().startsWith(u"large.bin"_s), qPrintable(editor->note()));
        QCOMPARE(m_page->draft().member(u"image"_s), token);

        QTest::keyClicks(m_page->form()->editor(u"title"_s)->input(), u"Cat"_s);
        QCOMPARE(m_page->draft().member(u"title"_s), "\"Cat\"");

        inAnEvent([&] { m_page->chooseType(u"all"_s); });
        inAnEvent([&] { m_page->chooseType(u"photo"_s); });
        QTRY_VERIFY(m_page->enqueueAction()->isEnabled());
        QCOMPARE(m_page->draft().member(u"image"_s), token);
        QCOMPARE(m_page->draft().member(u"title"_s), "\"Cat\"");
        QCOMPARE(m_page->tabs()->currentIndex(), 0); // the form

        inAnEvent([&] { m_page->enqueueAction()->trigger(); });
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body.contains(token));
    }

    void largeText_isPastedElsewhere()
    {
        const QString line = u"<td class=\"number\">12</td>\n"_s;
        const QString text = line.repeated(kLargeBytes / line.size());
        QGuiApplication::clipboard()->setText(text);
        auto *input = m_page->form()->editor(u"text"_s)->input();
        QTest::keyClick(input, Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(m_page->draft().member(u"text"_s));
        QCOMPARE(m_page->draft().member(u"text"_s), json::quoted(text));
        QVERIFY(qobject_cast<QPlainTextEdit *>(input)->isReadOnly());
        QVERIFY(qobject_cast<QPlainTextEdit *>(input)->toPlainText().contains(u"too large to edit here"_s));
    }

    void largeCopy_isReadElsewhere_andSaysSo()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = "{\"count\":1,\"text\":\"" + QByteArray(kLargeBytes, 'x') + "\"}";
        inAnEvent([&] { m_page->startFrom(task); });
        QCOMPARE(m_page->attention(), u"The payload is being read."_s);
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        QTRY_COMPARE(m_page->attention(), u"Ready to enqueue"_s);
        QVERIFY(m_page->enqueueAction()->isEnabled());
        QCOMPARE(m_page->draft().text(), task.payload);
    }

private:
    /// So that it is timed.
    void inAnEvent(const std::function<void()> &act)
    {
        QMetaObject::invokeMethod(m_page.get(), act, Qt::QueuedConnection);
        QCoreApplication::processEvents();
    }
    [[nodiscard]] static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QAbstractButton *button(const QString &text) const
    {
        const auto buttons = m_page->tabs()->findChildren<QAbstractButton *>();
        const auto found =
            std::find_if(buttons.cbegin(), buttons.cend(), [&](const auto *button) { return button->text() == text; });
        return found == buttons.cend() ? nullptr : *found;
    }
    [[nodiscard]] QString fileWith(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
};

CONDUIT_TIMED_MAIN(TestEnqueueFiles)
#include "tst_enqueue_files.moc"
