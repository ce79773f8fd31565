// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/template_bar.h"

#include "ui/widgets/labels.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace conduit::ui {

namespace {

constexpr int kNameWidthMax = 180;
constexpr int kNameMax = 100;

/// In a menu or on a button an ampersand would underline the letter behind it.
QString shownName(const TaskTemplate &saved, const QFontMetrics &metrics)
{
    return metrics.elidedText(saved.name, Qt::ElideRight, kNameWidthMax).replace(u'&', QStringLiteral("&&"));
}

} // namespace

TemplateBar::TemplateBar(TemplateStore &store, QWidget *parent) : QWidget(parent), m_store(store), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(16, 0, 16, 8);
    m_row->setSpacing(6);
    connect(&m_store, &TemplateStore::changed, this, &TemplateBar::refill);
    hide();
}

void TemplateBar::showType(const QString &type)
{
    m_type = type;
    refill();
}

void TemplateBar::askForName(const wire::NewTask &task)
{
    delete m_nameDialog;
    m_nameDialog = new QInputDialog(this);
    m_nameDialog->setAttribute(Qt::WA_DeleteOnClose);
    m_nameDialog->setWindowTitle(tr("Save as template"));
    m_nameDialog->setLabelText(tr("Name of the template; one with the same name is replaced:"));
    m_nameDialog->setOkButtonText(tr("Save"));
    connect(m_nameDialog, &QInputDialog::textValueSelected, this, [this, task](const QString &name) {
        if (!name.trimmed().isEmpty())
            m_store.save({.name = name.trimmed().left(kNameMax), .task = task});
    });
    m_nameDialog->open();
}

QList<QToolButton *> TemplateBar::buttons() const { return findChildren<QToolButton *>(Qt::FindDirectChildrenOnly); }

void TemplateBar::refill()
{
    while (auto *item = m_row->takeAt(0)) {
        // A button's own menu may have asked for this.
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->setParent(nullptr);
            item->widget()->deleteLater();
        }
        delete item;
    }
    auto templates = m_store.ofType(m_type);
    setVisible(!templates.isEmpty());
    m_row->addWidget(quietLabel(tr("Templates"), this));
    const auto shown = templates.first(std::min<qsizetype>(templates.size(), kButtonsMax));
    for (const auto &saved : shown)
        m_row->addWidget(buttonFor(saved));
    if (templates.size() > shown.size())
        m_row->addWidget(buttonForOthers(templates.sliced(shown.size())));
    m_row->addStretch(1);
}

QToolButton *TemplateBar::buttonFor(const TaskTemplate &saved)
{
    auto *button = new QToolButton(this);
    button->setText(shownName(saved, fontMetrics()));
    button->setAccessibleName(tr("Fill in from %1").arg(saved.name));
    button->setPopupMode(QToolButton::MenuButtonPopup);
    button->setFocusPolicy(Qt::TabFocus);
    setPlainToolTip(button, tr("Fill in payload and options from the template %1").arg(saved.name));
    auto *menu = new QMenu(button);
    connect(button, &QToolButton::clicked, this, [this, saved] { Q_EMIT chosen(saved); });
    connect(menu->addAction(tr("Delete this template")), &QAction::triggered, this, [this, saved] {
        m_store.remove(saved);
        Q_EMIT removed(saved);
    });
    button->setMenu(menu);
    return button;
}

QToolButton *TemplateBar::buttonForOthers(const QList<TaskTemplate> &others)
{
    auto *button = new QToolButton(this);
    button->setText(tr("%1 more").arg(others.size()));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(button);
    for (const auto &saved : others) {
        auto *each = menu->addMenu(shownName(saved, fontMetrics()));
        connect(each->addAction(tr("Fill in")), &QAction::triggered, this, [this, saved] { Q_EMIT chosen(saved); });
        connect(each->addAction(tr("Delete this template")), &QAction::triggered, this, [this, saved] {
            m_store.remove(saved);
            Q_EMIT removed(saved);
        });
    }
    button->setMenu(menu);
    return button;
}

} // namespace conduit::ui
