// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/tray_settings.h"

#include "ui/format/time_format.h"
#include "ui/frame/close_question.h"
#include "ui/frame/tray.h"
#include "ui/models/notice_rules.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSettings>
#include <QTimeEdit>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kTrayKey = "tray/shown"_L1;

QString nameOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::DeadTasks:
        return TraySettings::tr("Tasks that die");
    case NoticeKind::Workers:
        return TraySettings::tr("Local workers that crash again and again");
    case NoticeKind::Broker:
        return TraySettings::tr("A broker that stops answering");
    case NoticeKind::Operations:
        return TraySettings::tr("Operations on many tasks that take over 10 seconds");
    }
    Q_UNREACHABLE();
}

/// Changes what is stored, and nothing else of it.
template<typename Change>
void changeRules(QSettings &settings, Change change)
{
    NoticeRules rules = NoticeRules::stored(settings);
    change(rules);
    rules.store(settings);
}

} // namespace

bool isTrayWanted(const QSettings &settings) { return settings.value(kTrayKey, true).toBool(); }

TraySettings::TraySettings(Tray *tray, QSettings &settings, bool hasBroker, QWidget *parent)
    : SettingsGroup(tr("Tray and notices"), parent), m_settings(settings)
{
    const bool isPossible = tray && tray->isAvailable();
    addIcon(tray, isPossible);
    addNotices(isPossible);
    addQuietHours(isPossible);
    if (hasBroker)
        addClosing();
}

void TraySettings::addIcon(Tray *tray, bool isPossible)
{
    const QString whyNot = tr("This desktop has no tray. GNOME shows one with the extension AppIndicator.");
    auto *shown = addSwitch(tr("Show Conduit in the tray"), isPossible ? tr("Takes effect at once.") : whyNot);
    shown->setChecked(isPossible && isTrayWanted(m_settings));
    shown->setEnabled(isPossible);
    setPlainToolTip(shown, isPossible ? QString() : whyNot);
    connect(shown, &QCheckBox::toggled, this, [this, tray](bool isShown) {
        m_settings.setValue(kTrayKey, isShown);
        tray->setShown(isShown);
    });
}

void TraySettings::addNotices(bool isPossible)
{
    addText(tr("The tray tells about these, at most once a minute each:"));
    const NoticeRules rules = NoticeRules::stored(m_settings);
    for (const NoticeKind kind : noticeKinds()) {
        auto *wanted = addSwitch(nameOf(kind));
        wanted->setChecked(rules.wanted.contains(kind));
        wanted->setEnabled(isPossible);
        connect(wanted, &QCheckBox::toggled, this, [this, kind](bool isWanted) {
            changeRules(m_settings, [&](NoticeRules &changed) {
                changed.wanted.removeAll(kind);
                if (isWanted)
                    changed.wanted.append(kind);
            });
        });
    }
}

void TraySettings::addQuietHours(bool isPossible)
{
    const NoticeRules rules = NoticeRules::stored(m_settings);
    auto *quiet = addSwitch(tr("Quiet hours"));
    auto *from = new QTimeEdit(rules.quietFrom, this);
    auto *to = new QTimeEdit(rules.quietTo, this);
    const auto showClock = [=] {
        for (auto *edit : {from, to})
            edit->setDisplayFormat(TimeFormat::ours().clockPattern(TimeFormat::Detail::Minutes));
    };
    connect(&TimeFormat::ours(), &TimeFormat::changed, this, showClock);
    showClock();
    addField(tr("Nothing is told from"), from, {});
    addField(tr("until"), to, tr("Takes effect at once. The icon shows also then that something needs attention."));
    const auto showPossible = [=] {
        quiet->setEnabled(isPossible);
        for (auto *edit : {from, to})
            edit->setEnabled(isPossible && quiet->isChecked());
    };
    const auto keep = [=, this] {
        changeRules(m_settings, [=](NoticeRules &changed) {
            changed.hasQuietHours = quiet->isChecked();
            changed.quietFrom = from->time();
            changed.quietTo = to->time();
        });
        showPossible();
    };
    quiet->setChecked(rules.hasQuietHours);
    connect(quiet, &QCheckBox::toggled, this, keep);
    connect(from, &QTimeEdit::timeChanged, this, keep);
    connect(to, &QTimeEdit::timeChanged, this, keep);
    showPossible();
}

void TraySettings::addClosing()
{
    auto *closing = addChoice(tr("When the last window closes"), tr("Takes effect at once. Quit always ends the broker."));
    closing->addItems({tr("Ask"), tr("Keep the broker running"), tr("Stop the broker and quit")});
    closing->setCurrentIndex(static_cast<int>(storedCloseChoice(m_settings)));
    connect(closing, &QComboBox::activated, this,
            [this](int index) { storeCloseChoice(m_settings, static_cast<CloseChoice>(index)); });
}

} // namespace conduit::ui
