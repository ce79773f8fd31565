// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/stub_acts.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

StubActs::StubActs(QObject *parent) : QObject(parent)
{
    add(StubLanguage::Cpp, u"cpp"_s, u"C++"_s, u"Ctrl+Alt+1"_s);
    add(StubLanguage::Python, u"python"_s, u"Python"_s, u"Ctrl+Alt+2"_s);
    add(StubLanguage::TypeScript, u"typescript"_s, u"TypeScript"_s, u"Ctrl+Alt+3"_s);
    add(StubLanguage::Rust, u"rust"_s, u"Rust"_s, u"Ctrl+Alt+4"_s);
    showPossible();
}

void StubActs::setWriter(StubWriter writer)
{
    m_writer = std::move(writer);
    showPossible();
}

void StubActs::setSchema(const std::optional<wire::Schema> &schema, const QString &why)
{
    m_schema = schema;
    m_why = why;
    showPossible();
}

QToolButton *StubActs::makeButton(QWidget *parent) const
{
    auto *button = new QToolButton(parent);
    button->setText(tr("Copy stub"));
    button->setIcon(glyphIcon(Glyph::Copy));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    setPlainToolTip(button, tr("A program to begin with: it enqueues tasks of this type, and handles them"));
    auto *menu = new QMenu(button);
    menu->addActions(m_actions);
    button->setMenu(menu);
    return button;
}

void StubActs::add(StubLanguage language, const QString &id, const QString &name, const QString &keys)
{
    auto *action = new QAction(glyphIcon(Glyph::Copy), tr("Copy stub in %1").arg(name), this);
    action->setObjectName(u"type.copy_stub_"_s + id);
    action->setShortcut(QKeySequence(keys));
    connect(action, &QAction::triggered, this, [this, language, name] { copy(language, name); });
    m_actions.append(action);
}

void StubActs::copy(StubLanguage language, const QString &name)
{
    if (!m_writer || !m_schema)
        return;
    QGuiApplication::clipboard()->setText(m_writer(language, *m_schema));
    Q_EMIT said(tr("Copied a stub in %1 for %2.").arg(name, m_schema->taskType.left(60)));
}

void StubActs::showPossible()
{
    QString why;
    if (!m_writer)
        why = tr("This console cannot write any.");
    else if (!m_schema)
        why = m_why.isEmpty() ? tr("Choose a type on the Types page first.") : m_why;
    for (auto *action : std::as_const(m_actions))
        offer(*action, why);
}

} // namespace conduit::ui
