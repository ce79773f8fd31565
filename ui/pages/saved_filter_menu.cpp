// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/saved_filter_menu.h"

#include "ui/background.h"
#include "ui/format/plain_text.h"
#include "ui/models/saved_filter_text.h"
#include "ui/models/whole_file.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

using Reading = Result<QList<SavedFilter>, QString>;

/// In the background.
Reading filtersIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    if (file.size() > SavedFilterMenu::kFileBytesMax)
        return SavedFilterMenu::tr("It is larger than 1 MiB.");
    return filtersFromText(file.readAll());
}

/// Names may have an `&` that is one.
QString actionText(QString name) { return name.replace(u'&', u"&&"_s); }

} // namespace

SavedFilterMenu::SavedFilterMenu(QSettings &settings, const QString &connection, QWidget *page)
    : QMenu(page), m_page(page), m_saved(settings, connection)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &SavedFilterMenu::refill);
}

void SavedFilterMenu::refill()
{
    clear();
    qDeleteAll(findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly)); // It leaves submenus behind.
    const auto own = m_saved.all();
    const auto isPinned = [](const SavedFilter &filter) { return filter.isPinned; };
    const auto pinned = std::count_if(own.begin(), own.end(), isPinned);
    const auto all = offeredFilters(own, m_actor);
    for (qsizetype place = 0; place < all.size(); ++place) {
        if (place == pinned || place == all.size() - (own.size() - pinned))
            addSeparator();
        if (place == pinned && m_actor.isEmpty())
            addUnnamedMine();
        addFilter(all[place]);
    }
    addSeparator();
    addKeeping(own);
}

void SavedFilterMenu::addFilter(const SavedFilter &filter)
{
    auto *action = addAction(actionText(filter.name));
    action->setToolTip(plainToolTip(filter.line));
    connect(action, &QAction::triggered, this, [this, filter] { Q_EMIT chosen(filter); });
}

/// Where "Mine" would stand.
void SavedFilterMenu::addUnnamedMine()
{
    offer(*addAction(nameOfMine()), tr("This console gives the broker no name, so no task is known to be yours."));
}

void SavedFilterMenu::addKeeping(const QList<SavedFilter> &own)
{
    auto *save = addAction(tr("Save this filter…"));
    offer(*save, m_look().line.trimmed().isEmpty() ? tr("Nothing is filtered.") : QString());
    connect(save, &QAction::triggered, this, &SavedFilterMenu::askForName);
    auto *pin = addMenu(tr("Pin"));
    auto *forget = addMenu(tr("Remove"));
    for (auto *menu : {pin, forget})
        offer(*menu->menuAction(), own.isEmpty() ? tr("Nobody has saved a filter.") : QString());
    for (const auto &filter : own) {
        auto *pinned = pin->addAction(actionText(filter.name));
        pinned->setCheckable(true);
        pinned->setChecked(filter.isPinned);
        connect(pinned, &QAction::toggled, this, [this, name = filter.name](bool isPinned) {
            m_saved.setPinned(name, isPinned);
            Q_EMIT changed();
        });
        connect(forget->addAction(actionText(filter.name)), &QAction::triggered, this, [this, name = filter.name] {
            const auto before = m_saved.all();
            m_saved.remove(name);
            tellUndoable(tr("Filter %1 removed").arg(name), before);
        });
    }
    addSeparator();
    connect(addAction(tr("Import…")), &QAction::triggered, this, [this] { askForFile(true); });
    auto *write = addAction(tr("Export…"));
    offer(*write, own.isEmpty() ? tr("Nobody has saved a filter.") : QString());
    connect(write, &QAction::triggered, this, [this] { askForFile(false); });
}

void SavedFilterMenu::askForName()
{
    delete m_nameDialog;
    m_nameDialog = new QInputDialog(m_page);
    m_nameDialog->setAttribute(Qt::WA_DeleteOnClose);
    m_nameDialog->setWindowTitle(tr("Save this filter"));
    m_nameDialog->setLabelText(tr("Name, for the filter with its columns and their order:"));
    m_nameDialog->setOkButtonText(tr("Save"));
    const auto kept = m_look();
    m_nameDialog->setTextValue(kept.line);
    connect(m_nameDialog, &QInputDialog::textValueSelected, this, [this, kept](const QString &typed) {
        auto filter = kept;
        filter.name = typed.trimmed();
        if (filter.name.isEmpty())
            return;
        const auto own = m_saved.all();
        filter.isPinned = std::any_of(own.begin(), own.end(),
                                      [&](const SavedFilter &each) { return each.isPinned && each.name == filter.name; });
        m_saved.save(filter);
        Q_EMIT changed();
    });
    m_nameDialog->open();
}

void SavedFilterMenu::askForFile(bool isToRead)
{
    delete m_files;
    m_files = new QFileDialog(m_page, isToRead ? tr("Import filters") : tr("Export filters"),
                              QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("Filters (*.json)"));
    m_files->setAttribute(Qt::WA_DeleteOnClose);
    m_files->setDefaultSuffix(u"json"_s);
    if (isToRead)
        m_files->setFileMode(QFileDialog::ExistingFile);
    else
        m_files->setAcceptMode(QFileDialog::AcceptSave);
    if (!isToRead)
        m_files->selectFile(u"filters.json"_s);
    connect(m_files, &QFileDialog::fileSelected, this, isToRead ? &SavedFilterMenu::read : &SavedFilterMenu::write);
    m_files->open();
}

void SavedFilterMenu::read(const QString &path)
{
    inBackground(
        this, [path] { return filtersIn(path); },
        [this, name = QFileInfo(path).fileName()](const Reading &filters) {
            if (filters)
                take(*filters);
            else
                Q_EMIT refused(tr("%1 was not imported. %2").arg(name, filters.error()));
        });
}

void SavedFilterMenu::take(const QList<SavedFilter> &filters)
{
    const auto before = m_saved.all();
    m_saved.add(filters);
    tellUndoable(tr("%Ln filter(s) imported", nullptr, int(filters.size())), before);
}

/// Not when others were saved since: they would go with it.
void SavedFilterMenu::tellUndoable(const QString &text, const QList<SavedFilter> &before)
{
    Q_EMIT changed();
    Q_EMIT said(text, Toast::undoWord(), [menu = QPointer(this), before, after = textFromFilters(m_saved.all())] {
        if (!menu)
            return;
        if (textFromFilters(menu->m_saved.all()) != after) {
            Q_EMIT menu->refused(tr("Not undone: the saved filters have changed since."));
            return;
        }
        menu->m_saved.setAll(before);
        Q_EMIT menu->changed();
    });
}

void SavedFilterMenu::write(const QString &path)
{
    const auto own = m_saved.all();
    inBackground(
        this, [path, text = textFromFilters(own)] { return writeWhole(path, text); },
        [this, count = own.size(), name = QFileInfo(path).fileName()](const QString &fault) {
            if (fault.isEmpty())
                Q_EMIT said(tr("%Ln filter(s) exported to %1", nullptr, int(count)).arg(name), {}, {});
            else
                Q_EMIT refused(tr("The filters were not exported. %1").arg(fault));
        });
}

} // namespace conduit::ui
