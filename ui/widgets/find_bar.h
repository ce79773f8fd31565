// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace conduit::ui {

/// Finds words in a text that is read: Ctrl+F there opens it, Return goes on, Shift+Return back, Esc closes it. Large and small letters
/// are the same to it.
class FindBar final : public QWidget
{
    Q_OBJECT
public:
    /// Of so many places it tells one from the other; beyond them it does not look.
    static constexpr int kPlacesMax = 10'000;
    /// A longer text is searched on another thread.
    static constexpr qsizetype kCharactersAtOnceMax = 256 * 1024;

    /// `textOf` gives what stands in `text`, if that is cheaper than to ask the widget itself.
    explicit FindBar(QPlainTextEdit &text, QWidget *parent = nullptr, std::function<QString()> textOf = {});

    void open();
    void close();

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    /// `3 of 17`, or that there is nothing.
    [[nodiscard]] QString countText() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// 1 for the next place, -1 for the one before, 0 for the first one from the cursor on.
    void find(int steps);
    void look(const std::function<void()> &then);
    void goTo(qsizetype number);
    void showCount(qsizetype number = 0);
    QToolButton *addStep(const QString &name, int steps);

    QPlainTextEdit &m_text;
    std::function<QString()> m_textOf;
    QLineEdit *m_edit;
    QLabel *m_count;
    QList<qsizetype> m_places;
    QString m_soughtFor;
    int m_soughtIn = -1; ///< A revision of the document.
    quint64 m_generation = 0;
};

} // namespace conduit::ui
