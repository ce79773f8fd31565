// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/type_model.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;

namespace conduit::ui {

/// The list of types to enqueue, with a line to find one or to name one that has no schema.
class TypeChooser final : public QWidget
{
    Q_OBJECT
public:
    explicit TypeChooser(TypeModel &types, QWidget *parent = nullptr);

    /// The list follows; a type may also be none of its own.
    void show(const QString &type);
    /// The broker's names are there: who pressed Return before has the one that was meant.
    void setTypesLoaded();

    /// Takes over what was typed there.
    void continueFrom(const TypeChooser &before);

Q_SIGNALS:
    void chosen(const QString &type);

private:
    void offerTyped(const QString &text);
    void chooseTyped();

    TypeModel &m_types;
    QSortFilterProxyModel m_shown;
    QLineEdit *m_search;
    QListView *m_list;
    QPushButton *m_useTyped;
    bool m_isLoaded = false;
    bool m_isReturnAwaiting = false; ///< Return was pressed before it could be known what it chooses.
};

} // namespace conduit::ui
