// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace conduit::ui {

/// Takes the keys that are pressed in it instead of what they would type. Tab and Escape lead out of it, as everywhere.
class KeyField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit KeyField(QWidget *parent = nullptr);

    /// Empty for none.
    [[nodiscard]] const QKeySequence &keys() const { return m_keys; }
    void setKeys(const QKeySequence &keys);

Q_SIGNALS:
    void keysPressed(const QKeySequence &keys);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QKeySequence m_keys;
};

} // namespace conduit::ui
