// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QMessageBox>
#include <QObject>
#include <QPointer>

namespace conduit::ui {

/// Asks what becomes of the tasks that run, before the console of a broker of its own closes. Whoever asks twice gets one question.
class CloseQuestion final : public QObject
{
    Q_OBJECT
public:
    explicit CloseQuestion(QWidget &window);

    void ask(qint64 running);

Q_SIGNALS:
    /// The window may close; the tasks are waited for or not.
    void agreed(bool stopsNow);

private:
    QWidget &m_window;
    QPointer<QMessageBox> m_box;
};

} // namespace conduit::ui
