// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QMessageBox>
#include <QObject>
#include <QPointer>

class QSettings;

namespace conduit::ui {

/// What closing the last window of a broker of one's own does.
enum class CloseChoice {
    Ask,
    Stay, ///< The broker runs on without a window; the tray or a second start opens one again.
    Stop
};

[[nodiscard]] CloseChoice storedCloseChoice(const QSettings &settings);
void storeCloseChoice(QSettings &settings, CloseChoice choice);

/// Asks what becomes of the broker and of the tasks that run, before the last window of the console of a broker of its own closes.
/// Whoever asks twice gets one question.
class CloseQuestion final : public QObject
{
    Q_OBJECT
public:
    enum class Answer {
        Stay,   ///< The window may close, the broker runs on.
        Finish, ///< The broker ends, and tasks are waited for.
        StopNow ///< The broker ends at once.
    };

    CloseQuestion(QWidget &window, QSettings &settings);

    /// `mayStay`: that the broker runs on is one of the answers.
    void ask(qint64 running, bool mayStay);

Q_SIGNALS:
    void answered(conduit::ui::CloseQuestion::Answer answer);

private:
    void build(qint64 running, bool mayStay);

    QWidget &m_window;
    QSettings &m_settings;
    QPointer<QMessageBox> m_box;
};

} // namespace conduit::ui
