// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

namespace conduit::ui {

/// In high contrast a frame of two pixels stands round whatever has the keyboard, of whatever kind it is. Main thread.
class FocusFrame final : public QObject
{
public:
    static constexpr int kWidth = 2;

    /// The one of this program, which follows the keyboard from the first call on.
    static FocusFrame &ours();

    /// Puts it round `widget`, or nowhere: null, or another theme.
    void follow(QWidget *widget);
    /// Null while nothing is framed.
    [[nodiscard]] QWidget *framed() const { return m_frame ? m_frame->widget() : nullptr; }

private:
    FocusFrame();

    QPointer<QFocusFrame> m_frame; ///< Goes with the window in which it stands.
};

} // namespace conduit::ui
