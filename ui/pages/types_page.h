// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/field_model.h"
#include "ui/models/type_model.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QSettings;
class QSplitter;
class QTabWidget;
class QTableView;

namespace conduit::ui {

class ElidingLabel;
class JsonView;
class ListFrame;

/// The types that have a schema, and what each one's payload must look like.
class TypesPage final : public QWidget
{
    Q_OBJECT
public:
    TypesPage(const QString &address, TypeModel &types, QSettings &settings, QWidget *parent = nullptr);

    void setOnline(bool isOnline);
    void setTypesLoaded();
    void saveSettings() const;

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] FieldModel &fields() { return m_fields; }
    [[nodiscard]] JsonView *json() const { return m_json; }
    [[nodiscard]] QAction *enqueueAction() const { return m_enqueue; }
    [[nodiscard]] QAction *copyCurlAction() const { return m_copyCurl; }

Q_SIGNALS:
    void enqueueRequested(const QString &type);
    /// There are no types yet, and workers bring them.
    void workersRequested();

private:
    [[nodiscard]] QWidget *buildDetails();
    void buildActions();
    void showCurrent();
    void showEmptiness();

    QString m_address;
    TypeModel &m_types;
    QSettings &m_settings;
    QSortFilterProxyModel m_shown;
    FieldModel m_fields;
    QString m_current;
    bool m_isOnline = true;
    bool m_isLoaded = false;

    ListFrame *m_list = nullptr;
    QLineEdit *m_search = nullptr;
    QSplitter *m_splitter = nullptr;
    QTableView *m_table = nullptr;
    ElidingLabel *m_title = nullptr;
    QLabel *m_description = nullptr;
    JsonView *m_json = nullptr;
    QAction *m_enqueue = nullptr;
    QAction *m_copyCurl = nullptr;
};

} // namespace conduit::ui
