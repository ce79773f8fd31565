// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLabel>
#include <QLineEdit>

class QHeaderView;
class QTableView;

namespace conduit::ui {

// Every text of the console is made here or shown by a view, so that none is ever taken for markup.

class ElidingLabel;

[[nodiscard]] QLabel *plainLabel(const QString &text, QWidget *parent = nullptr);
/// A page's or panel's title.
[[nodiscard]] QLabel *titleLabel(const QString &text, QWidget *parent = nullptr);
/// A heading inside a page.
[[nodiscard]] QLabel *headingLabel(const QString &text, QWidget *parent = nullptr);
/// The same, for places that may be too narrow for it.
[[nodiscard]] ElidingLabel *elidingHeading(const QString &text, QWidget *parent = nullptr);
/// Text that stands back.
[[nodiscard]] QLabel *quietLabel(const QString &text, QWidget *parent = nullptr);

/// Shows `text` as the tip of `widget`, every character as it is.
void setPlainToolTip(QWidget *widget, const QString &text);

/// A line that gives way when it is too long: it is cut with an ellipsis and shown whole in its tip.
class ElidingLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit ElidingLabel(const QString &text = {}, QWidget *parent = nullptr);

    void setFullText(const QString &text);
    [[nodiscard]] const QString &fullText() const { return m_full; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_full;
};

/// A value to read, select and copy, on one line of any length.
class ValueField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit ValueField(const QString &accessibleName, QWidget *parent = nullptr);
    void setValue(const QString &text, const QString &toolTip = {});
};

/// So many characters, or what a button or field of `dialog` needs that is wider. Texts that wrap then know how high they are.
[[nodiscard]] int widthFor(const QWidget &dialog, int characters);

/// The console's manner of tables: whole rows, no grid, fixed row height, columns never sized by looking at all rows.
/// Once its columns have their widths, those that are too narrow for their name get wider. What changes as time passes (see TimeFormat)
/// is painted anew each second.
void styleTable(QTableView &table, const QString &accessibleName);
void widenForNames(QTableView &table);
/// What a column needs to show its name and, where moments are written out in it, one of them.
[[nodiscard]] int widthOfName(const QHeaderView &header, int column);

/// The system's font for ids, JSON and logs.
[[nodiscard]] QFont monospaceFont();

} // namespace conduit::ui
