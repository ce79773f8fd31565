// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/many_draft.h"

#include <QWizardPage>

class QCheckBox;
class QComboBox;
class QPushButton;
class QTableView;

namespace conduit::ui {

class ElidingLabel;
class StateLabel;

/// Which file, and how it holds its rows; with the first of them to see whether that is right.
class ManyFilePage final : public QWizardPage
{
    Q_OBJECT
public:
    static constexpr int kSampleRows = 50;

    explicit ManyFilePage(ManyDraft &draft, QWidget *parent = nullptr);

    /// Takes this file and guesses its format.
    void chooseFile(const QString &path);

    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] QComboBox *delimiterBox() const { return m_delimiter; }
    [[nodiscard]] QString message() const;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QLayout *buildFormat();
    void openDialog();
    void showFormat();
    void takeFormat();
    void loadSample();
    void showSample(const QString &fault);

    ManyDraft &m_draft;
    SampleModel m_sample;
    quint64 m_generation = 0;
    bool m_isLoading = false;

    QPushButton *m_choose;
    ElidingLabel *m_path;
    QComboBox *m_kind = nullptr;
    QComboBox *m_delimiter = nullptr;
    QComboBox *m_quote = nullptr;
    QComboBox *m_encoding = nullptr;
    QCheckBox *m_header = nullptr;
    QTableView *m_table;
    StateLabel *m_message;
};

} // namespace conduit::ui
