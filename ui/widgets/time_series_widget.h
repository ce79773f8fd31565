// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/chart_model.h"
#include "ui/widgets/chart_canvas.h"

#include <QWidget>

class QStackedWidget;
class QTableView;
class QToolButton;

namespace conduit::ui {

class LinkButton;

/// A chart with its name, its legend and, on demand, the same values as a table.
class TimeSeriesWidget final : public QWidget
{
    Q_OBJECT
public:
    explicit TimeSeriesWidget(const QString &name, QWidget *parent = nullptr);

    void setLines(const ChartLines &lines);
    void setDimmed(bool isDimmed) { m_canvas->setDimmed(isDimmed); }
    void showTable(bool isTable);

    [[nodiscard]] ChartCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] LinkButton *tableButton() const { return m_tableButton; }
    [[nodiscard]] QToolButton *copyButton() const { return m_copyButton; }
    /// As a picture, for a message to somebody.
    void copyImage();
    /// As a table, for a spreadsheet.
    void copyValues();

Q_SIGNALS:
    /// It lies on the clipboard.
    void copied(const QString &text);

private:
    void openCopyMenu();

    class Legend;

    QString m_name;
    ChartModel m_model;
    ChartCanvas *m_canvas;
    Legend *m_legend;
    QTableView *m_table;
    QStackedWidget *m_stack;
    QToolButton *m_copyButton;
    LinkButton *m_tableButton;
    ChartLines m_lines;
};

} // namespace conduit::ui
