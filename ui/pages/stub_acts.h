// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/type_stubs.h"

#include <QList>
#include <QObject>

#include <optional>

class QAction;
class QToolButton;
class QWidget;

namespace conduit::ui {

/// Copies programs to begin with for a type, one action for each language.
class StubActs final : public QObject
{
    Q_OBJECT
public:
    explicit StubActs(QObject *parent = nullptr);

    /// Without one nothing can be copied.
    void setWriter(StubWriter writer);
    /// That of the type that is chosen; without one `why` there is none, which is empty when no type is chosen.
    void setSchema(const std::optional<wire::Schema> &schema, const QString &why);
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }
    /// Has them all in its menu.
    [[nodiscard]] QToolButton *makeButton(QWidget *parent) const;

Q_SIGNALS:
    void said(const QString &text);

private:
    void add(StubLanguage language, const QString &id, const QString &name, const QString &keys);
    void copy(StubLanguage language, const QString &name);
    void showPossible();

    StubWriter m_writer;
    std::optional<wire::Schema> m_schema;
    QString m_why;
    QList<QAction *> m_actions;
};

} // namespace conduit::ui
