// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/connection_button.h"

#include "ui/frame/connection_colors.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kIconSide = 16;
constexpr qsizetype kNameCharactersMax = 24;

QIcon dotIcon(const QColor &color)
{
    if (!color.isValid())
        return glyphIcon(Glyph::Workers);
    QPixmap dot(kIconSide * 2, kIconSide * 2);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(dot.rect().adjusted(5, 5, -5, -5));
    return dot;
}

/// Paints the colour anew when the theme changes.
class Stripe final : public QWidget
{
public:
    Stripe(ConnectionProfile profile, QWidget &window) : QWidget(&window), m_profile(std::move(profile))
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setVisible(connectionColor(m_profile, palette()).isValid());
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), connectionColor(m_profile, palette())); }

private:
    ConnectionProfile m_profile;
};

} // namespace

ConnectionButton::ConnectionButton(const ConnectionProfile &profile, const QString &address, ConnectionBook *book,
                                   QWidget *parent)
    : QToolButton(parent), m_book(book)
{
    const QString name = profile.name.isEmpty() ? tr("This broker") : profile.name;
    setText(name.size() > kNameCharactersMax ? name.left(kNameCharactersMax) + u'…' : name);
    setIcon(dotIcon(connectionColor(profile, palette())));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAccessibleName(tr("Connection: %1").arg(name));
    setPlainToolTip(this, tr("The window shows the broker at %1.").arg(address));
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, [this, current = profile.name] { fill(current); });
}

void ConnectionButton::fill(const QString &current)
{
    menu()->clear();
    auto *group = new QActionGroup(menu());
    const auto add = [&](const QString &name, const QString &text, const QColor &color) {
        auto *action = menu()->addAction(dotIcon(color), QString(text).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(name == current);
        connect(action, &QAction::triggered, this, [this, name, current] {
            if (name != current)
                Q_EMIT chosen(name);
        });
    };
    add({}, tr("This broker"), {});
    if (m_book)
        for (const ConnectionProfile &profile : m_book->profiles())
            add(profile.name, profile.name, connectionColor(profile, palette()));
    menu()->addSeparator();
    connect(menu()->addAction(tr("Connections…")), &QAction::triggered, this, &ConnectionButton::listRequested);
}

QWidget *connectionStripe(const ConnectionProfile &profile, QWidget &window)
{
    auto *stripe = new Stripe(profile, window);
    stripe->setObjectName("stripe"_L1);
    stripe->raise();
    return stripe;
}

} // namespace conduit::ui
