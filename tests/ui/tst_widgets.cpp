// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/timed_app.h"
#include "ui/format/sizes.h"
#include "ui/format/time_format.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/filter_chip.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/nav_rail.h"
#include "ui/widgets/question_box.h"
#include "ui/widgets/status_colors.h"
#include "ui/widgets/status_palette.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/wrapping_row.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QLineEdit>
#include <QPaintEvent>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

/// Relative luminance and contrast as WCAG 2 defines them.
double luminance(const QColor &color)
{
    const auto channel = [](float value) { return value <= 0.03928F ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto light = std::max(luminance(a), luminance(b));
    const auto dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

/// What of a widget was painted.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget &widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return QObject::eventFilter(watched, event);
    }
    QRegion painted;
};

class TestWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table_paintsWithEachSecondWhatSpeaksOfTime()
    {
        QStandardItemModel model(3, 3);
        model.setHeaderData(1, Qt::Horizontal, true, ui::TimeFormat::kColumnRole);
        QTableView table;
        ui::styleTable(table, u"Tasks"_s);
        table.setModel(&model);
        table.resize(600, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QCoreApplication::processEvents();
        PaintWatch watch(*table.viewport());
        Q_EMIT ui::TimeFormat::ours().ticked();
        const QRect column(table.columnViewportPosition(1), 0, table.columnWidth(1), table.viewport()->height());
        QTRY_COMPARE(watch.painted.boundingRect(), column);
    }

    void table_givesMomentsRoomForAsLongAsTheyAreWrittenOut()
    {
        QStandardItemModel model(3, 3);
        model.setHeaderData(1, Qt::Horizontal, true, ui::TimeFormat::kColumnRole);
        QTableView table;
        ui::styleTable(table, u"Tasks"_s);
        table.setModel(&model);
        table.setColumnWidth(1, 50);
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc});
        QVERIFY(table.columnWidth(1) > table.fontMetrics().horizontalAdvance(u"2026-11-25 14:03:07"_s));
        ui::TimeFormat::ours().choose({});
        QCOMPARE(table.columnWidth(1), 50);
    }

    void question_takesItsNumberWithAndWithoutMarks_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isTaken");
        const QLocale english(QLocale::English, QLocale::UnitedKingdom);
        const QLocale german(QLocale::German, QLocale::Germany);
        QTest::newRow("English, plain") << english << u"12480"_s << true;
        QTest::newRow("English, as shown") << english << u" 12,480 "_s << true;
        QTest::newRow("English, marked elsewhere") << english << u"1,2480"_s << false;
        QTest::newRow("English, another") << english << u"12,481"_s << false;
        QTest::newRow("German, plain") << german << u"12480"_s << true;
        QTest::newRow("German, as shown") << german << u"12.480"_s << true;
        QTest::newRow("German, a part") << german << u"12.48"_s << false;
        QTest::newRow("nothing") << german << QString() << false;
    }
    void question_takesItsNumberWithAndWithoutMarks()
    {
        QFETCH(const QLocale, locale);
        QFETCH(const QString, typed);
        QFETCH(const bool, isTaken);
        const auto restore = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
        QLocale::setDefault(locale);
        const ui::QuestionBox box({.title = {},
                                   .text = u"Delete them?"_s,
                                   .details = {},
                                   .yes = u"Delete"_s,
                                   .no = u"Cancel"_s,
                                   .silence = {},
                                   .toType = ui::countText(12'480)},
                                  nullptr);
        QCOMPARE(box.typed()->accessibleName(), u"Type %1 to go on:"_s.arg(locale.toString(12'480)));
        box.typed()->setText(typed);
        QCOMPARE(box.yesButton()->isEnabled(), isTaken);
    }

    void question_takesANameAsItIs()
    {
        const ui::QuestionBox box({.title = {},
                                   .text = u"Delete it?"_s,
                                   .details = {},
                                   .yes = u"Delete"_s,
                                   .no = u"Cancel"_s,
                                   .silence = {},
                                   .toType = u"Shop"_s},
                                  nullptr);
        box.typed()->setText(u"shop"_s);
        QVERIFY(!box.yesButton()->isEnabled());
        box.typed()->setText(u"Shop"_s);
        QVERIFY(box.yesButton()->isEnabled());
    }

    void emptyList_saysWhy_data()
    {
        QTest::addColumn<bool>("isOnline");
        QTest::addColumn<bool>("isLoaded");
        QTest::addColumn<bool>("isFiltered");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("button");
        QTest::newRow("nothing exists") << true << true << false << u"No queues yet"_s << u"Enqueue a task"_s;
        QTest::newRow("filtered away") << true << true << true << u"0 of 1,204 match"_s << u"Clear filter"_s;
        QTest::newRow("not read yet") << true << false << false << u"Loading…"_s << QString();
        QTest::newRow("broker away") << false << false << true << u"The broker is not available"_s << QString();
    }
    void emptyList_saysWhy()
    {
        QFETCH(const bool, isOnline);
        QFETCH(const bool, isLoaded);
        QFETCH(const bool, isFiltered);
        ui::ListFrame frame(new QTableView, {ui::Glyph::Queues, u"No queues yet"_s, u"They come."_s, u"Enqueue a task"_s});
        frame.setState({.isOnline = isOnline, .isLoaded = isLoaded, .isFiltered = isFiltered, .all = 1'204});
        QVERIFY(!frame.showsList());
        QTEST(frame.emptiness()->title(), "title");
        QTEST(frame.emptiness()->button()->text(), "button");
        QSignalSpy started(&frame, &ui::ListFrame::startRequested);
        QSignalSpy cleared(&frame, &ui::ListFrame::clearFilterRequested);
        frame.emptiness()->button()->click();
        QCOMPARE(cleared.size(), isFiltered ? 1 : 0);
        QCOMPARE(started.size(), isFiltered ? 0 : 1);
        frame.setState({.rows = 1, .isOnline = isOnline}); // Rows that are there stay, whatever became of the broker.
        QVERIFY(frame.showsList());
    }

    void init() { test::TimedApp::watch(); }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        ui::applyTheme(ui::ThemeChoice::System);
        ui::applyStatusColors(ui::StatusColors::Usual);
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void buttonsWithoutRoom_standInLinesBelow()
    {
        QWidget head;
        auto *row = new ui::WrappingRow(ui::WrappingRow::At::End, &head);
        QList<QPushButton *> buttons;
        for (const auto &text : {u"Pause queue…"_s, u"Resume queue"_s, u"Enqueue here…"_s}) {
            buttons.append(new QPushButton(text, &head));
            row->addWidget(buttons.last());
        }
        head.resize(row->sizeHint().width() + 100, 400);
        head.show();
        QCOMPARE(buttons.first()->y(), buttons.last()->y());
        QCOMPARE(buttons.last()->geometry().right(), head.rect().right());
        QCOMPARE(row->heightForWidth(head.width()), row->sizeHint().height());

        head.resize(row->sizeHint().width() - 1, 400);
        QCOMPARE(buttons.at(1)->y(), buttons.first()->y());
        QVERIFY(buttons.last()->y() > buttons.first()->geometry().bottom());
        QCOMPARE(buttons.last()->geometry().right(), head.rect().right());
        for (const auto *button : std::as_const(buttons))
            QCOMPARE(button->size(), button->sizeHint());
        QVERIFY(row->heightForWidth(head.width()) > row->sizeHint().height());

        head.setLayoutDirection(Qt::RightToLeft);
        QTRY_COMPARE(buttons.last()->x(), 0);
        buttons.last()->hide();
        QCOMPARE(row->heightForWidth(head.width()), row->sizeHint().height());
    }

    void picture_givesWayToTheWords()
    {
        QWidget page;
        page.resize(600, 600);
        ui::EmptyState state(&page);
        state.setContent(ui::Glyph::Queues, u"No queues yet"_s, u"They come."_s, u"Enqueue a task"_s);
        state.resize(500, state.heightForWidth(500) + 200);
        page.show();
        QVERIFY(state.picture()->isVisible());
        state.resize(500, state.heightForWidth(500));
        QVERIFY(!state.picture()->isVisible());
        state.resize(500, state.heightForWidth(500) + 200);
        QVERIFY(state.picture()->isVisible());
    }

    void chip_showsItsCountRatherThanItsName()
    {
        ui::FilterChip chip(ui::Glyph::Clock, ui::Tone::Scheduled, u"Scheduled"_s);
        chip.setCount(12'345);
        chip.show();
        chip.resize(chip.sizeHint());
        QCOMPARE(chip.shownName(), u"Scheduled"_s);
        QVERIFY(chip.toolTip().isEmpty());
        chip.resize(chip.sizeHint() - QSize(12, 0));
        QVERIFY2(chip.shownName().startsWith(u'S') && chip.shownName().endsWith(u'…'), qPrintable(chip.shownName()));
        QVERIFY(chip.toolTip().contains(u"Scheduled"));
        chip.resize(40, chip.height());
        QCOMPARE(chip.shownName(), QString());
    }

    void chip_hasRoomForItsNameAtEverySize()
    {
        for (const auto &name : {u"Ready"_s, u"Running"_s, u"Retrying"_s, u"Scheduled"_s, u"Completed"_s, u"Abgebrochen"_s}) {
            ui::FilterChip chip(ui::Glyph::Clock, ui::Tone::Scheduled, name);
            for (int quarterPoints = 28; quarterPoints < 80; ++quarterPoints) {
                QFont font = chip.font();
                font.setPointSizeF(quarterPoints / 4.0);
                chip.setFont(font);
                chip.resize(chip.sizeHint());
                QCOMPARE(chip.shownName(), name);
            }
        }
    }

    void colours_canBeReadInBothThemes_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(ui::ThemeChoice::Light);
        QTest::newRow("dark") << int(ui::ThemeChoice::Dark);
        QTest::newRow("high contrast") << int(ui::ThemeChoice::HighContrast);
        QTest::newRow("system") << int(ui::ThemeChoice::System);
    }
    void colours_canBeReadInBothThemes()
    {
        QFETCH(int, theme);
        ui::applyTheme(static_cast<ui::ThemeChoice>(theme));
        const auto palette = QApplication::palette();
        for (const auto ground : {QPalette::Window, QPalette::Base}) {
            const auto behind = palette.color(ground);
            for (const auto tone : {ui::Tone::Waiting, ui::Tone::Scheduled, ui::Tone::Running, ui::Tone::Retrying,
                                    ui::Tone::Good, ui::Tone::Bad, ui::Tone::Cancelled, ui::Tone::Dead})
                for (const auto colors : {ui::StatusColors::BlueAndOrange, ui::StatusColors::Usual}) {
                    ui::applyStatusColors(colors);
                    QVERIFY2(contrast(ui::toneColor(tone, palette), behind) >= 4.5, qPrintable(QString::number(int(tone))));
                }
            QVERIFY(contrast(palette.color(QPalette::WindowText), behind) >= 7);
            QVERIFY(contrast(ui::quietText(palette), behind) >= 4.5);
        }
        if (theme != int(ui::ThemeChoice::System))
            QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
    }

    /// As somebody sees them who cannot tell green from red: what went well, what did not and what runs differ still. The matrix is that
    /// of Machado, Oliveira and Fernandes (2009) for deuteranopia, on linear light.
    void coloursForTheColourBlind_differForThem_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(ui::ThemeChoice::Light);
        QTest::newRow("dark") << int(ui::ThemeChoice::Dark);
    }
    void coloursForTheColourBlind_differForThem()
    {
        QFETCH(int, theme);
        ui::applyTheme(static_cast<ui::ThemeChoice>(theme));
        ui::applyStatusColors(ui::StatusColors::BlueAndOrange);
        const auto seen = [](ui::Tone tone) {
            const auto linear = [](float value) {
                return value <= 0.04045F ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
            };
            const auto color = ui::toneColor(tone, QApplication::palette());
            const std::array light {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
            constexpr std::array<std::array<double, 3>, 3> kSight {
                {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
            std::array<double, 3> perceived {};
            for (std::size_t row = 0; row < 3; ++row) {
                for (std::size_t column = 0; column < 3; ++column)
                    perceived.at(row) += kSight.at(row).at(column) * light.at(column);
                perceived.at(row) = std::cbrt(std::clamp(perceived.at(row), 0.0, 1.0)); // About as bright as it looks.
            }
            return perceived;
        };
        const QList tones {ui::Tone::Running, ui::Tone::Good, ui::Tone::Retrying, ui::Tone::Bad, ui::Tone::Dead};
        for (const auto one : tones)
            for (const auto other : tones) {
                const auto a = seen(one);
                const auto b = seen(other);
                const double distance = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
                QVERIFY2(one == other || distance > 0.1, qPrintable(u"%1 %2 %3"_s.arg(int(one)).arg(int(other)).arg(distance)));
            }
    }

    void theme_changesAtOnce()
    {
        ui::applyTheme(ui::ThemeChoice::Dark);
        QVERIFY(ui::isDark(QApplication::palette()));
        const auto dark = ui::glyphIcon(ui::Glyph::Tasks).pixmap(24).toImage();
        ui::applyTheme(ui::ThemeChoice::Light);
        QVERIFY(!ui::isDark(QApplication::palette()));
        QVERIFY(ui::glyphIcon(ui::Glyph::Tasks).pixmap(24).toImage() != dark);
    }

    void glyphs_areAllDrawnAndDiffer()
    {
        QList<QImage> images;
        for (int glyph = int(ui::Glyph::Tasks); glyph <= int(ui::Glyph::Lock); ++glyph) {
            const auto image = ui::glyphIcon(static_cast<ui::Glyph>(glyph)).pixmap(24).toImage();
            QVERIFY(
                std::any_of(image.constBits(), image.constBits() + image.sizeInBytes(), [](uchar byte) { return byte != 0; }));
            images.append(image);
        }
        // States that share a colour are told apart by their shape.
        QVERIFY(images[int(ui::Glyph::Circle)] != images[int(ui::Glyph::Lock)]);
        QVERIFY(images[int(ui::Glyph::Octagon)] != images[int(ui::Glyph::Slash)]);
        QVERIFY(!ui::programIcon().isNull());
    }

    void exactText_copiesWithoutItsOwnBreaks()
    {
        ui::ExactText text;
        const auto content = u"short\n"_s + QString(10'000, u'x') + u"\n\n"_s + QString(4'095, u'y') + u"😀😀"_s;
        text.setExactText(content);
        QVERIFY(text.document()->blockCount() > content.count(u'\n') + 1);
        QCOMPARE(text.exactText(), content);
        text.selectAll();
        text.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), content);
    }

    void exactText_copiesAPartExactly()
    {
        ui::ExactText text;
        text.setExactText(QString(9'000, u'a') + u"\nb<c"_s);
        auto cursor = text.textCursor();
        cursor.setPosition(4'000);
        cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        text.setTextCursor(cursor);
        text.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(5'000, u'a') + u"\nb<c"_s);
    }

    void json_isShownTokenForToken()
    {
        ui::JsonView view(u"Payload"_s);
        view.setJson(R"({"b":1.10,"a":9007199254740993,"m":"<b>x</b> \u00e9"})");
        QCOMPARE(view.shownText(), u"{\n  \"b\": 1.10,\n  \"a\": 9007199254740993,\n  \"m\": \"<b>x</b> \\u00e9\"\n}"_s);
        QVERIFY(!view.loadAllButton()->isVisibleTo(&view));
    }

    void largeJson_showsItsHeadUntilAsked()
    {
        ui::JsonView view(u"Payload"_s);
        view.resize(500, 400);
        view.show();
        const auto json = "{\"image\":\"" + QByteArray(3'000'000, 'A') + "\xc3\xbc\"}";
        view.setJson(json);
        QVERIFY(view.shownText().size() <= ui::JsonView::kHeadBytes + 16);
        QVERIFY(view.loadAllButton()->isVisible());
        QTest::mouseClick(view.loadAllButton(), Qt::LeftButton);
        QTRY_COMPARE(QString(view.shownText()).remove(u'\n').remove(u' ').toUtf8(), json); // It comes piece by piece.
        QVERIFY(!view.loadAllButton()->isVisible());
        QCOMPARE(view.json(), json);
    }

    void headOfJson_staysWhenTheRestComes()
    {
        ui::JsonView view(u"Payload"_s);
        view.show();
        const auto json = "[\"" + QByteArray(200'000, 'A') + "\"]";
        view.setHead(json.first(1'000), json.size());
        const auto copies = view.findChildren<QToolButton *>();
        const auto copy = std::find_if(copies.begin(), copies.end(),
                                       [](const auto *button) { return button->accessibleName() == u"Copy Payload"; });
        QVERIFY(copy != copies.end());
        QVERIFY(!(*copy)->isEnabled());
        const auto isBeingRead = [&view] {
            const auto labels = view.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [](const auto *label) { return label->text() == u"195 KiB, being read"; });
        };
        QVERIFY(isBeingRead());
        const auto shown = view.shownText();
        QVERIFY(shown.size() >= 1'000 && shown.size() < 1'100);
        QVERIFY(view.loadAllButton()->isEnabled());
        view.editor()->moveCursor(QTextCursor::End);
        const auto position = view.editor()->textCursor().position();
        view.setJson(json);
        QVERIFY((*copy)->isEnabled());
        QVERIFY(!isBeingRead());
        QCOMPARE(view.json(), json);
        QCOMPARE(view.shownText(), shown);
        QCOMPARE(view.editor()->textCursor().position(), position);
        view.loadAllButton()->click();
        QTRY_VERIFY(view.shownText().size() > 200'000);
    }

    void allOfJson_isShownOnceItIsThere()
    {
        ui::JsonView view(u"Payload"_s);
        view.show();
        const auto json = "[\"" + QByteArray(200'000, 'A') + "\"]";
        view.setHead(json.first(1'000), json.size());
        view.loadAllButton()->click();
        QVERIFY(!view.loadAllButton()->isEnabled());
        QVERIFY(view.shownText().size() < 1'100);
        view.setJson(json);
        QTRY_VERIFY(view.shownText().size() > 200'000);
        QVERIFY(!view.loadAllButton()->isVisible());
        view.setHead("[1", 100'000); // Of another text.
        QVERIFY(view.loadAllButton()->isEnabled());
        QCOMPARE(view.shownText(), u"[\n  1"_s);
        view.setHead("[1]", 3);
        QCOMPARE(view.json(), "[1]");
    }

    void json_keepsItsPlaceWhenTheSameComesAgain()
    {
        ui::JsonView view(u"Payload"_s);
        view.setJson("[1,2,3]");
        view.editor()->moveCursor(QTextCursor::End);
        const auto position = view.editor()->textCursor().position();
        view.setJson("[1,2,3]");
        QCOMPARE(view.editor()->textCursor().position(), position);
        view.setNothing(u"No result yet."_s);
        QCOMPARE(view.shownText(), QString());
        QCOMPARE(view.editor()->placeholderText(), u"No result yet."_s);
    }

    void picture_isNotBelievedBeforeItIsSmallEnough()
    {
        // 60,000 × 60,000 pixels in 138 bytes.
        QFile bomb(QStringLiteral(CONDUIT_SOURCE_DIR "/tests/cases/files/bomb-header-60000x60000.png"));
        QVERIFY2(bomb.open(QIODevice::ReadOnly), qPrintable(bomb.errorString()));
        const auto reading = ui::readPicture(bomb.readAll(), {128, 96});
        QVERIFY(reading.thumbnail.isNull());
        QCOMPARE(reading.size, QSize(60'000, 60'000));
        QVERIFY(!reading.fault.isEmpty());
    }

    void picture_isScaledWhileItIsRead()
    {
        QImage image(2'000, 1'000, QImage::Format_RGB32);
        image.fill(Qt::blue);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "JPEG");
        const auto reading = ui::readPicture(bytes, {128, 96});
        QCOMPARE(reading.size, QSize(2'000, 1'000));
        QCOMPARE(reading.format, u"JPEG"_s);
        QVERIFY(reading.thumbnail.width() <= 256);
    }

    void toast_ofSomethingRefused_bearsNoTick()
    {
        ui::Toast toast(&m_home);
        const auto picture = [&toast] { return toast.grab().toImage(); };
        toast.showMessage(u"Deleted"_s);
        QCOMPARE(toast.tone(), ui::Tone::Good);
        const auto good = picture();
        toast.showMessage(u"Deleted"_s, {}, ui::Tone::Bad);
        QCOMPARE(toast.tone(), ui::Tone::Bad);
        QVERIFY(picture() != good);
    }

    void railOfLongNames_hasRoomForTheOneThatIsCurrent()
    {
        ui::NavRail rail;
        rail.addPage(ui::Glyph::Queues, u"Queues"_s, u"Alt+6"_s);
        const int narrowest = rail.width();
        const auto name = u"A name longer than those of today's pages"_s;
        rail.addPage(ui::Glyph::Types, name, u"Alt+7"_s);
        auto bold = rail.font();
        bold.setWeight(QFont::DemiBold);
        QVERIFY(rail.width() > narrowest);
        QVERIFY(rail.width() > QFontMetrics(bold).horizontalAdvance(name) + 37);
        rail.setNarrow(true);
        QVERIFY(rail.width() < narrowest);
    }

    void quietTextOfTheDesktop_canBeRead()
    {
        ui::applyTheme(ui::ThemeChoice::System);
        const auto palette = QApplication::palette();
        QCOMPARE(palette.color(QPalette::PlaceholderText).alpha(), 255); // What shines through makes it paler.
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Window)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
    }

    void longMessage_doesNotPushAwayWhatIsBelow()
    {
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        auto *bar = new ui::MessageBar(&page);
        column->addWidget(bar);
        bar->showMessage(ui::Tone::Bad, u"desk-local-4 ended too often and is not started again by itself"_s, u"Start"_s);
        QVERIFY(page.minimumSizeHint().height() < 6 * page.fontMetrics().lineSpacing());
    }

    void texts_arePlainEverywhere()
    {
        const auto text = u"a < b and c > d <b>bold</b> & co"_s;
        QCOMPARE(ui::plainLabel(text, &m_home)->textFormat(), Qt::PlainText);
        QCOMPARE(ui::titleLabel(text, &m_home)->textFormat(), Qt::PlainText);
        QCOMPARE(ui::quietLabel(text, &m_home)->textFormat(), Qt::PlainText);
        ui::MessageBar bar(&m_home);
        bar.showMessage(ui::Tone::Bad, text, u"Do"_s);
        QCOMPARE(bar.text(), text);
        ui::Toast toast(&m_home);
        toast.showMessage(text);
        QCOMPARE(toast.text(), text);
        for (const auto *label : m_home.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        ui::ValueField value(u"Name"_s, &m_home);
        value.setValue(text);
        value.selectAll();
        value.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

private:
    QWidget m_home;
};

CONDUIT_TIMED_MAIN(TestWidgets)
#include "tst_widgets.moc"
