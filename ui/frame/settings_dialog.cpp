// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/settings_dialog.h"

#include "ui/frame/languages.h"
#include "ui/frame/login_start.h"
#include "ui/frame/settings_group.h"
#include "ui/frame/theme_menu.h"
#include "ui/frame/time_settings.h"
#include "ui/frame/tool_strip.h"
#include "ui/frame/window_layout.h"
#include "ui/widgets/density.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/status_colors.h"
#include "ui/widgets/text_size.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kScrollBarGap = 12;
constexpr int kWidthInCharacters = 94; ///< With larger text; 860 pixels else.
constexpr int kListWidth = 190;        ///< At least.
constexpr int kListRoom = 24;          ///< Beside its longest name.
constexpr auto kDensityKey = "view/density"_L1;
constexpr auto kCompact = "compact"_L1;
constexpr auto kComfortable = "comfortable"_L1;
constexpr auto kColorsKey = "view/status_colors"_L1;
constexpr auto kToolBarKey = "view/tool_bar"_L1;
constexpr auto kPictograms = "icons"_L1;
constexpr auto kTextSizeKey = "view/text_size"_L1;
constexpr std::array kTextSizes {110, 125, 150, 175, 200};
constexpr auto kBlueAndOrange = "blue_and_orange"_L1;

} // namespace

void applyStoredLook(const QSettings &settings)
{
    applyStoredTheme(settings);
    TimeFormat::ours().choose(storedTimeFormat(settings));
    applyTextSize(settings.value(kTextSizeKey, kTextSizeOfDesktop).toInt());
    applyToolWords(settings.value(kToolBarKey).toString() == kPictograms ? ToolWords::None : ToolWords::Beside);
    applyDensity(settings.value(kDensityKey).toString() == kCompact ? Density::Compact : Density::Comfortable);
    applyStatusColors(settings.value(kColorsKey).toString() == kBlueAndOrange ? StatusColors::BlueAndOrange
                                                                              : StatusColors::Usual);
}

SettingsDialog::SettingsDialog(QSettings &settings, const QList<Page> &startPages, LoginStart *loginStart, QWidget *parent)
    : QDialog(parent),
      m_settings(settings),
      m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_stack(new QStackedWidget(this)),
      m_column(new QVBoxLayout(this))
{
    setWindowTitle(tr("Settings"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_list->setAccessibleName(tr("Groups of settings"));

    auto *left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(20);
    row->addLayout(left);
    row->addWidget(m_stack, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Return ends the typing of a setting.
    m_column->setContentsMargins(20, 18, 20, 16);
    m_column->setSpacing(14);
    m_column->addLayout(row, 1);
    m_column->addWidget(buttons);
    resize(std::max(860, fontMetrics().averageCharWidth() * kWidthInCharacters), 580);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::showMatching);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    addGeneral();
    addAppearance();
    addStart(startPages, loginStart);
}

void SettingsDialog::addGroup(SettingsGroup *group)
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setFocusPolicy(Qt::NoFocus); // What lies in it takes the keyboard, and is scrolled to.
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(group);
    // Fields end where the button below ends; a scroll bar there does not touch them.
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, group,
            [group](int, int last) { group->layout()->setContentsMargins(0, 0, last > 0 ? kScrollBarGap : 0, 0); });
    m_stack->addWidget(scroll);
    m_list->addItem(group->title());
    const int listWidth = std::max(kListWidth, m_list->sizeHintForColumn(0) + kListRoom);
    m_search->setFixedWidth(listWidth);
    m_list->setFixedWidth(listWidth);
    m_groups.append(group);
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void SettingsDialog::addGeneral()
{
    auto *page = new SettingsGroup(tr("General"));
    auto *language = page->addChoice(tr("Language"), tr("Takes effect at once; in a window that is at work, after that."));
    language->addItem(tr("As the desktop"), static_cast<int>(Language::System));
    // Each in its own words, for those who cannot read the one of now.
    language->addItem(u"English"_s, static_cast<int>(Language::English));
    language->addItem(u"Deutsch"_s, static_cast<int>(Language::German));
    language->setCurrentIndex(language->findData(static_cast<int>(storedLanguage(m_settings))));
    connect(language, &QComboBox::activated, this,
            [this, language] { chooseLanguage(m_settings, static_cast<Language>(language->currentData().toInt())); });
    addGroup(page);
}

void SettingsDialog::showGroup(const SettingsGroup *group)
{
    if (const auto row = m_groups.indexOf(group); row >= 0)
        m_list->setCurrentRow(static_cast<int>(row));
}

void SettingsDialog::setFoot(QWidget *foot) { m_column->insertWidget(1, foot); }

void SettingsDialog::addAppearance()
{
    auto *page = new SettingsGroup(tr("Appearance"));
    auto *theme = page->addChoice(tr("Theme"), tr("Takes effect at once."));
    for (const auto &[choice, name] : {std::pair {ThemeChoice::System, tr("As the desktop")},
                                       {ThemeChoice::Light, tr("Light")},
                                       {ThemeChoice::Dark, tr("Dark")},
                                       {ThemeChoice::HighContrast, tr("High contrast")}})
        theme->addItem(name, static_cast<int>(choice));
    theme->setCurrentIndex(theme->findData(static_cast<int>(storedTheme(m_settings))));
    connect(theme, &QComboBox::activated, this,
            [this, theme] { chooseTheme(m_settings, static_cast<ThemeChoice>(theme->currentData().toInt())); });

    auto *rows = page->addChoice(tr("Rows of tables"), tr("Takes effect at once."));
    rows->addItem(tr("Comfortable"), QString(kComfortable));
    rows->addItem(tr("Compact"), QString(kCompact));
    rows->setCurrentIndex(density() == Density::Compact ? 1 : 0);
    connect(rows, &QComboBox::activated, this, [this, rows] {
        m_settings.setValue(kDensityKey, rows->currentData());
        applyDensity(rows->currentIndex() == 1 ? Density::Compact : Density::Comfortable);
    });

    addTextSize(*page);
    auto *tools = page->addChoice(tr("Tool bar"), tr("Takes effect at once. The names stay as tips."));
    tools->addItem(tr("Words beside the icons"), QString());
    tools->addItem(tr("Icons alone"), QString(kPictograms));
    tools->setCurrentIndex(toolWords() == ToolWords::None ? 1 : 0);
    connect(tools, &QComboBox::activated, this, [this, tools] {
        m_settings.setValue(kToolBarKey, tools->currentData());
        applyToolWords(tools->currentIndex() == 1 ? ToolWords::None : ToolWords::Beside);
    });

    auto *colors =
        page->addChoice(tr("Colours of states"), tr("Takes effect at once. Each state has a shape of its own, too."));
    colors->addItem(tr("Usual"), QString());
    colors->addItem(tr("Blue and orange, for the colour-blind"), QString(kBlueAndOrange));
    colors->setCurrentIndex(statusColors() == StatusColors::BlueAndOrange ? 1 : 0);
    connect(colors, &QComboBox::activated, this, [this, colors] {
        m_settings.setValue(kColorsKey, colors->currentData());
        applyStatusColors(colors->currentIndex() == 1 ? StatusColors::BlueAndOrange : StatusColors::Usual);
    });
    addGroup(page);
}

void SettingsDialog::addTextSize(SettingsGroup &page)
{
    auto *size = page.addChoice(tr("Size of text"), tr("Takes effect at once; in a window that is at work, after that."));
    size->addItem(tr("As the desktop"), kTextSizeOfDesktop);
    for (const int percent : kTextSizes)
        size->addItem(tr("%1 % of the desktop's").arg(percent), percent);
    size->setCurrentIndex(std::max(0, size->findData(textSize())));
    connect(size, &QComboBox::activated, this, [this, size] {
        m_settings.setValue(kTextSizeKey, size->currentData());
        applyTextSize(size->currentData().toInt());
    });
}

void SettingsDialog::addStart(const QList<Page> &startPages, LoginStart *loginStart)
{
    auto *page = new SettingsGroup(tr("Start"));
    auto *first = page->addChoice(tr("First page"), tr("Takes effect with the next window."));
    first->addItem(tr("The one that was open last"), QString());
    for (const Page &choice : startPages)
        first->addItem(choice.name, choice.id);
    first->setCurrentIndex(std::max(0, first->findData(m_settings.value(WindowLayout::kStartPageKey).toString())));
    connect(first, &QComboBox::activated, this,
            [this, first] { m_settings.setValue(WindowLayout::kStartPageKey, first->currentData()); });
    addLoginStart(*page, loginStart);
    addGroup(page);
}

void SettingsDialog::addLoginStart(SettingsGroup &page, LoginStart *loginStart)
{
    const QString reason = loginStart ? loginStart->whyNot() : tr("This program cannot be started by the desktop.");
    auto *starts = page.addSwitch(tr("Start Conduit at login"));
    QLabel *below = page.addText(
        reason.isEmpty() ? tr("With the settings that it was started with now; in the tray, where the desktop has one.")
                         : reason);
    starts->setChecked(loginStart && loginStart->isOn());
    starts->setEnabled(reason.isEmpty());
    starts->setAccessibleDescription(below->text());
    setPlainToolTip(starts, reason);
    connect(starts, &QCheckBox::toggled, this, [starts, below, loginStart, usual = below->text()](bool isOn) {
        const QString fault = loginStart->turn(isOn);
        below->setText(fault.isEmpty() ? usual : fault);
        starts->setAccessibleDescription(below->text());
        if (fault.isEmpty())
            return;
        const QSignalBlocker blocker(starts);
        starts->setChecked(!isOn);
    });
}

void SettingsDialog::showMatching(const QString &text)
{
    int firstShown = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool fits = m_groups.at(row)->words().contains(text.trimmed(), Qt::CaseInsensitive);
        m_list->item(row)->setHidden(!fits);
        if (fits && firstShown < 0)
            firstShown = row;
    }
    if (firstShown >= 0 && m_list->currentItem()->isHidden())
        m_list->setCurrentRow(firstShown);
}

} // namespace conduit::ui
