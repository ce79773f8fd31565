// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/type_chooser.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include <utility>

namespace conduit::ui {

namespace {

constexpr int kWidthInCharacters = 39;
constexpr int kWidthMax = 380;

} // namespace

TypeChooser::TypeChooser(TypeModel &types, QWidget *parent)
    : QWidget(parent),
      m_types(types),
      m_search(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_useTyped(new QPushButton(this))
{
    // Large texts leave room for the form beside it.
    setFixedWidth(std::min(fontMetrics().averageCharWidth() * kWidthInCharacters, kWidthMax));
    setFocusProxy(m_search);
    m_shown.setSourceModel(&types);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setPlaceholderText(tr("Find or name a type"));
    m_search->setAccessibleName(tr("Find or name a type"));
    m_search->addAction(glyphIcon(Glyph::Lens), QLineEdit::LeadingPosition);
    m_list->setModel(&m_shown);
    m_list->setModelColumn(TypeModel::Name);
    m_list->setAccessibleName(tr("Types"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(1);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_useTyped->setText(tr("Use this name"));
    m_useTyped->hide();
    connect(m_search, &QLineEdit::textChanged, this, &TypeChooser::offerTyped);
    connect(m_search, &QLineEdit::returnPressed, this, &TypeChooser::chooseTyped);
    connect(m_useTyped, &QPushButton::clicked, this, [this] { Q_EMIT chosen(m_search->text().trimmed()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            Q_EMIT chosen(current.data().toString());
    });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 8, 12);
    column->setSpacing(8);
    column->addWidget(titleLabel(tr("Enqueue"), this));
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_useTyped);
}

void TypeChooser::show(const QString &type)
{
    const auto row = m_types.rowOf(type);
    const auto index = row < 0 ? QModelIndex() : m_shown.mapFromSource(m_types.index(row, TypeModel::Name));
    if (m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
}

void TypeChooser::setTypesLoaded()
{
    m_isLoaded = true;
    if (std::exchange(m_isReturnAwaiting, false))
        chooseTyped();
}

void TypeChooser::continueFrom(const TypeChooser &before) { m_search->setText(before.m_search->text()); }

void TypeChooser::offerTyped(const QString &text)
{
    m_isReturnAwaiting = false;
    m_shown.setFilterFixedString(text);
    m_useTyped->setAccessibleName(tr("Use %1 as type").arg(text));
    setPlainToolTip(m_useTyped, tr("Enqueue a task of type %1, which has no schema").arg(text));
    m_useTyped->setVisible(!text.trimmed().isEmpty() && m_types.rowOf(text.trimmed()) < 0);
}

void TypeChooser::chooseTyped()
{
    const auto name = m_search->text().trimmed();
    if (m_shown.rowCount() > 0)
        Q_EMIT chosen(m_shown.index(0, TypeModel::Name).data().toString());
    else if (!m_isLoaded)
        m_isReturnAwaiting = true;
    else if (!name.isEmpty())
        Q_EMIT chosen(name);
}

} // namespace conduit::ui
