// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QLabel;

namespace conduit::ui {

class ElidingLabel;

/// The name of a type, large, and what is to be said about it.
class TypeHead final : public QWidget
{
    Q_OBJECT
public:
    explicit TypeHead(QWidget *parent = nullptr);

    void showType(const QString &name, const QString &description);

private:
    ElidingLabel *m_name;
    QLabel *m_description;
};

} // namespace conduit::ui
