// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/many_draft.h"

#include <QWizardPage>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QScrollArea;

namespace conduit::ui {

class ElidingLabel;
class EnqueueOptions;
class StateLabel;

/// Where each column goes, what is the same for all rows, and what the first row becomes by that.
class ManyColumnsPage final : public QWizardPage
{
    Q_OBJECT
public:
    explicit ManyColumnsPage(ManyDraft &draft, QWidget *parent = nullptr);

    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;

    [[nodiscard]] QComboBox *targetBox(int column) const { return m_rows[column].target; }
    [[nodiscard]] QLineEdit *constantInput(const QString &field) const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] EnqueueOptions *options() const { return m_options; }

private:
    struct Row
    {
        QComboBox *target;
        QComboBox *as;
        QList<ColumnTarget> targets; ///< What the items of `target` stand for.
    };
    struct Constant
    {
        wire::Field field;
        QWidget *name;
        QLineEdit *input;
    };
    [[nodiscard]] QWidget *buildContent();
    void buildColumns(QGridLayout &grid);
    void buildConstants(QGridLayout &grid);
    [[nodiscard]] Row buildRow(int column, QWidget *parent);
    void take();
    void takeConstants();
    void showFirstTask();

    ManyDraft &m_draft;
    QList<Row> m_rows;
    QList<Constant> m_constants;
    QWidget *m_constantsHeading = nullptr;
    QString m_fault;
    QScrollArea *m_scroll;
    EnqueueOptions *m_options;
    ElidingLabel *m_first;
    StateLabel *m_message;
};

} // namespace conduit::ui
