"""The GraphQL API of Planner: types derived from the declared kinds, over plans in memory.

`GraphQLApp` is the ASGI application to mount; `Services` is what it needs of the world.
"""

from planner_graphql.asgi import GraphQLApp
from planner_graphql.limits import Limits
from planner_graphql.schema import build_schema
from planner_graphql.services import Services

__all__ = ["GraphQLApp", "Limits", "Services", "build_schema"]
